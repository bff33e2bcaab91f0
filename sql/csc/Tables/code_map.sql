-- Codes that the authority itself gives to values its systems hold: field is a key of the payload, held_value what stands in its column without outer
-- blanks, code what is sent. A value that is a code of the list is sent as that, whatever stands here; the code here goes before one that the value only begins
-- with, and after a description of the list. Case does not matter. Written by csc.store_code, which csc.set_code and ssdclr code-map call.
CREATE TABLE [csc].[code_map]
(
    [field]      nvarchar(40)  COLLATE Latin1_General_BIN2 NOT NULL,
    [held_value] nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    [code]       nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [changed_at] datetime2(3)  NOT NULL,
    [changed_by] nvarchar(256) NOT NULL,
    CONSTRAINT [PK_csc_code_map] PRIMARY KEY CLUSTERED ([field], [held_value])
);
