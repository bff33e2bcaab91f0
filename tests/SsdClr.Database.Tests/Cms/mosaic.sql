-- Tables of the case-management system as the published paths name them: declared apart from the mapping, so that a mapping to a column that is not
-- published does not compile. Types are ours: none is published.
CREATE TABLE [dbo].[ADDRESSES]
(
    [ADDRESS_TYPE] nvarchar(100) NULL,
    [BUILDING] nvarchar(100) NULL,
    [COUNTY] nvarchar(100) NULL,
    [DISTRICT] nvarchar(100) NULL,
    [EASTING] nvarchar(100) NULL,
    [FLAT_NUMBER] nvarchar(100) NULL,
    [NORTHING] nvarchar(100) NULL,
    [POST_CODE] nvarchar(100) NULL,
    [STREET] nvarchar(100) NULL,
    [STREET_NUMBER] nvarchar(100) NULL,
    [TOWN] nvarchar(100) NULL,
    [UNIQUE_ID] int NULL,
    [ADDRESS_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[ADDRESSES_PEOPLE]
(
    [ADDRESS_ID] int NULL,
    [ADDRESS_PEOPLE_ID] int NULL,
    [END_DATE] datetime NULL,
    [PERSON_ID] int NULL,
    [START_DATE] datetime NULL
);
GO
CREATE TABLE [dbo].[CASE_NOTES]
(
    [EFFECTIVE_DATE] datetime NULL,
    [ID] int NULL
);
GO
CREATE TABLE [dbo].[ELEMENT_DETAILS]
(
    [ID] int NULL
);
GO
CREATE TABLE [dbo].[LOOKED_AFTER_PLACEMENTS]
(
    [END_DATE] datetime NULL,
    [ID] int NULL,
    [PLACEMENT_CODE] nvarchar(100) NULL,
    [REASON_EPISODE_CEASED] nvarchar(100) NULL,
    [START_DATE] datetime NULL
);
GO
CREATE TABLE [dbo].[MO_FORMS]
(
    [FORM_ID] int NULL,
    [WORKFLOW_STEP_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_FORM_BOOLEAN_ANSWERS]
(
    [BOOLEAN_ANSWER] nvarchar(100) NULL,
    [QUESTION_USER_CODE] nvarchar(100) NULL,
    [FORM_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_FORM_DATE_ANSWERS]
(
    [DATE_ANSWER] datetime NULL,
    [QUESTION_USER_CODE] nvarchar(100) NULL,
    [FORM_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_FORM_LOOKUP_ANSWERS]
(
    [QUESTION_LOOKUP_ID] int NULL,
    [QUESTION_USER_CODE] nvarchar(100) NULL,
    [FORM_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_GROUPS]
(
    [GROUP_ID] int NULL
);
GO
CREATE TABLE [dbo].[MO_GROUP_SUBJECTS]
(
    [SUBJECT_COMPOUND_ID] int NULL
);
GO
CREATE TABLE [dbo].[MO_PERSONS]
(
    [AGE_ESTIMATED] nvarchar(100) NULL,
    [COUNTRY_OF_BIRTH] nvarchar(100) NULL,
    [DATE_OF_BIRTH] datetime NULL,
    [DATE_OF_DEATH] datetime NULL,
    [ETHNICITY] nvarchar(100) NULL,
    [GENDER] nvarchar(100) NULL,
    [PERSON_ID] int NULL,
    [SUB_ETHNICITY] nvarchar(100) NULL
);
GO
CREATE TABLE [dbo].[MO_PERSON_REGISTRATIONS]
(
    [END_DATE] datetime NULL,
    [FROM_ORG_ID] int NULL,
    [PERSON_ID] int NULL,
    [PERSON_REGISTRATION_ID] int NULL,
    [REGISTER_ID] int NULL,
    [START_DATE] datetime NULL
);
GO
CREATE TABLE [dbo].[MO_PERSON_REG_LINKED_STEPS]
(
    [PERSON_REGISTRATION_ID] int NULL,
    [TYPE] nvarchar(100) NULL,
    [WORKFLOW_STEP_ID] int NULL
);
GO
CREATE TABLE [dbo].[MO_PERSON_RELATIONSHIPS]
(
    [PERSON_ID] int NULL,
    [PERSON_RELATED_TO_ID] int NULL,
    [RELATIONSHIP_TYPE_ID] int NULL
);
GO
CREATE TABLE [dbo].[MO_QUESTION_LOOKUPS]
(
    [ANSWER] nvarchar(100) NULL,
    [QUESTION_LOOKUP_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_SUBGROUP_SUBJECTS]
(
    [SUBJECT_COMPOUND_ID] int NULL,
    [SUBJECT_TYPE_CODE] nvarchar(100) NULL,
    [SUBGROUP_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_SUBJECT_REFERENCES]
(
    [END_DATE] datetime NULL,
    [PERSON_ID] int NULL,
    [REFERENCE] nvarchar(100) NULL,
    [REFERENCE_TYPE_CODE] nvarchar(100) NULL,
    [START_DATE] datetime NULL,
    [SUBJECT_REFERENCE_ID] int NULL
);
GO
CREATE TABLE [dbo].[MO_WORKFLOW_LINKS]
(
    [WORKFLOW_NEXT_ACTION_TYPE_ID] int NULL,
    [SOURCE_STEP_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[MO_WORKFLOW_NEXT_ACTION_TYPES]
(
    [DESCRIPTION] nvarchar(100) NULL
);
GO
CREATE TABLE [dbo].[MO_WORKFLOW_STEPS]
(
    [ASSIGNEE_ID] int NULL,
    [COMPLETED_ON] datetime NULL,
    [RESPONSIBLE_TEAM_ID] int NULL,
    [STARTED_ON] datetime NULL,
    [SUBGROUP_ID] int NULL,
    [SUBJECT_TYPE_CODE] nvarchar(100) NULL,
    [WORKFLOW_STEP_ID] int NULL,
    [WORKFLOW_STEP_TYPE_ID] int NULL
);
GO
CREATE TABLE [dbo].[ORGANISATIONS]
(
    [NAME] nvarchar(100) NULL,
    [SECTOR] nvarchar(100) NULL,
    [SUB_SECTOR] nvarchar(100) NULL
);
GO
CREATE TABLE [dbo].[ORGANISATION_REFERENCES]
(
    [REFERENCE] nvarchar(100) NULL
);
GO
CREATE TABLE [dbo].[PEOPLE_WORKERS]
(
    [END_DATE] datetime NULL,
    [END_DATE_REASON] datetime NULL,
    [ID] int NULL,
    [START_DATE] datetime NULL,
    [TYPE] nvarchar(100) NULL,
    [WORKER_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_CAUTIONS]
(
    [ID] int NULL,
    [OFFENCE_DATE] datetime NULL,
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_CONDITIONS_DISABILITIES]
(
    [CODE] nvarchar(100) NULL,
    [ID] int NULL,
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_DEVELOPMENT_ASSESSMENTS]
(
    [ASSESSMENT_DATE] datetime NULL,
    [ID] int NULL,
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_FUTURE_PROSPECTS]
(
    [ACCOMMODATION_SUITABLE] nvarchar(100) NULL,
    [ACCOMMODATION_TYPE] nvarchar(100) NULL,
    [ACTIVITY] nvarchar(100) NULL,
    [DATE_OF_SITUATION] datetime NULL,
    [IN_TOUCH] nvarchar(100) NULL,
    [ID] int NULL, -- a reading: not published under this table and name
    [PERSON_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[PERSON_HEALTH_INTERVENTIONS]
(
    [ID] int NULL,
    [INTERVENTION_DATE] datetime NULL,
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_HEALTH_INTERVENTIONS_SDQ]
(
    [REASON] nvarchar(100) NULL,
    [SCORE] nvarchar(100) NULL,
    [PERSON_HEALTH_INTERVENTION_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [dbo].[PERSON_IMMUNISATIONS]
(
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [dbo].[PERSON_LEGAL_STATUSES]
(
    [END_DATE] datetime NULL,
    [ID] int NULL,
    [LEGAL_STATUS] nvarchar(100) NULL,
    [PERSON_ID] int NULL,
    [START_DATE] datetime NULL
);
GO
CREATE TABLE [dbo].[PERSON_VISITS]
(
    [ACTUAL_DATE] datetime NULL,
    [ID] int NULL,
    [SEEN_ALONE_FLAG] nvarchar(100) NULL
);
GO
CREATE TABLE [dbo].[WORKERS]
(
    [ID] int NULL
);
GO
CREATE TABLE [dbo].[WORKER_ROLES]
(
    [ORG_ID] int NULL,
    [TYPE] nvarchar(100) NULL,
    [ID] int NULL, -- a reading: not published under this table and name
    [WORKER_ID] int NULL -- a reading: not published under this table and name
);
