-- Codes that the authority itself gives to values its systems hold: field is a key of the payload, held_value what stands in its column without outer
-- blanks, code what is sent. A code that the list itself gives goes first. Case does not matter. Written by csc.set_code only.
CREATE TABLE [csc].[code_map]
(
    [field]      nvarchar(40)  COLLATE Latin1_General_BIN2 NOT NULL,
    [held_value] nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    [code]       nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [changed_at] datetime2(3)  NOT NULL,
    [changed_by] nvarchar(256) NOT NULL,
    CONSTRAINT [PK_csc_code_map] PRIMARY KEY CLUSTERED ([field], [held_value])
);
