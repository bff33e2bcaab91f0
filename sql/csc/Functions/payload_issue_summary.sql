-- What is wrong with the payloads of a date, one row a rule: how many children and findings, and one child to begin with.
-- Children are counted by exact id, whatever the collation of this database. Example: SELECT * FROM csc.payload_issue_summary('20260401');
CREATE FUNCTION [csc].[payload_issue_summary]
(
    @as_of date
)
RETURNS TABLE
AS
RETURN
    SELECT
        [i].[rule_name],
        [i].[severity],
        COUNT(DISTINCT [i].[person_id] COLLATE Latin1_General_BIN2) AS [children],
        COUNT(*) AS [findings],
        MIN([i].[person_id]) AS [example_person_id]
    FROM [csc].[payload_issues](@as_of, NULL) AS [i]
    GROUP BY [i].[rule_name], [i].[severity];
