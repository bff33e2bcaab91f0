-- Tables of the case-management system as the published paths name them: declared apart from the mapping, so that a mapping to a column that is not
-- published does not compile. Types are ours: none is published.
CREATE SCHEMA [Child_Social];
GO
CREATE TABLE [Child_Social].[DIM_CLA_ELIGIBILITY]
(
    [DIM_LOOKUP_ELIGIBILITY_STATUS_DESC] nvarchar(100) NULL,
    [DIM_CLA_ELIGIBILITY_ID] int NULL, -- a reading: not published under this table and name
    [DIM_PERSON_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[DIM_PERSON]
(
    [BIRTH_DTTM] datetime NULL,
    [DEATH_DTTM] datetime NULL,
    [DIM_PERSON_ID] int NULL,
    [DOB_ESTIMATED] nvarchar(100) NULL,
    [EHM_SEN_FLAG] nvarchar(100) NULL,
    [ETHNICITY_MAIN_CODE] nvarchar(100) NULL,
    [GENDER_MAIN_CODE] nvarchar(100) NULL,
    [LEGACY_ID] int NULL,
    [NATNL_CODE] nvarchar(100) NULL,
    [NHS_NUMBER] nvarchar(100) NULL,
    [PERSON_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[DIM_PERSON_ADDRESS]
(
    [ADDSS_TYPE_CODE] nvarchar(100) NULL,
    [BUILDING] nvarchar(100) NULL,
    [COUNTY] nvarchar(100) NULL,
    [DIM_PERSON_ADDRESS_ID] int NULL,
    [DIM_PERSON_ID] int NULL,
    [EASTING] nvarchar(100) NULL,
    [END_DTTM] datetime NULL,
    [FLAT_NO] nvarchar(100) NULL,
    [FLOOR_NO] nvarchar(100) NULL,
    [HOUSE_NO] nvarchar(100) NULL,
    [LOCALITY] nvarchar(100) NULL,
    [NORTHING] nvarchar(100) NULL,
    [POSTCODE] nvarchar(100) NULL,
    [ROOM_NO] nvarchar(100) NULL,
    [START_DTTM] datetime NULL,
    [STREET] nvarchar(100) NULL,
    [TOWN] nvarchar(100) NULL,
    [UPRN] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[DIM_WORKER]
(
    [DEPARTMENT_NAME] nvarchar(100) NULL,
    [DIM_WORKER_ID] int NULL,
    [FORENAME] nvarchar(100) NULL,
    [FULL_TIME_EQUIVALENCY] nvarchar(100) NULL,
    [JOB_TITLE] nvarchar(100) NULL,
    [STAFF_ID] int NULL,
    [SURNAME] nvarchar(100) NULL,
    [WORKER_ID_CODE] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[FACT_903_DATA]
(
    [DIM_PERSON_ID] int NULL,
    [IMMUN_CODE] nvarchar(100) NULL,
    [NO_UPN_CODE] nvarchar(100) NULL,
    [FACT_903_DATA_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_ADOPTION]
(
    [ADOPTED_BY_CARER_FLAG] nvarchar(100) NULL,
    [ADOPTION_DTTM] datetime NULL,
    [ADOPTION_SOCIAL_WORKER_ID] int NULL,
    [DECISION_DTTM] datetime NULL,
    [DIM_LOOKUP_ADOPTER_GENDER_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_ADOPTER_LEGAL_STATUS_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_ADOP_REASON_CEASED_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_ADOPTION_ID] int NULL,
    [FACT_CLA_ID] int NULL,
    [FOSTER_TO_ADOPT_DTTM] datetime NULL,
    [MATCHING_DTTM] datetime NULL,
    [NO_LONGER_PLACED_DTTM] datetime NULL,
    [NO_OF_ADOPTERS] nvarchar(100) NULL,
    [NUMBER_APART] nvarchar(100) NULL,
    [NUMBER_TOGETHER] nvarchar(100) NULL,
    [PLACEMENT_ORDER_DTTM] datetime NULL,
    [SIBLING_GROUP] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CAF_EPISODE]
(
    [DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_EP_START_REASON_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [EPISODE_END_DTTM] datetime NULL,
    [EPISODE_START_DTTM] datetime NULL,
    [FACT_CAF_EPISODE_ID] int NULL,
    [START_REASON] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CARE_EPISODES]
(
    [CARE_END_DATE] datetime NULL,
    [CARE_REASON_DESC] nvarchar(100) NULL,
    [CARE_REASON_END_DESC] nvarchar(100) NULL,
    [CARE_START_DATE] datetime NULL,
    [CIN_903_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_CARE_EPISODES_ID] int NULL,
    [OFSTED_URN] nvarchar(100) NULL,
    [FACT_CLA_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CARE_PLANS]
(
    [DIM_LOOKUP_PLAN_TYPE_ID_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_CARE_PLAN_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [MODIF_DTTM] datetime NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CARE_PLAN_DETAILS]
(
    [DIM_NEED_CREATE_BY_ID] int NULL,
    [DIM_OUTCM_CREATE_BY_DEPT_ID] int NULL,
    [FACT_CARE_PLAN_DETAILS_ID] int NULL, -- a reading: not published under this table and name
    [FACT_CARE_PLAN_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CARE_PLAN_SUMMARY]
(
    [DIM_LOOKUP_PLAN_STATUS_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_PLAN_TYPE_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_CARE_PLAN_ID] int NULL,
    [FACT_CARE_PLAN_SUMMARY_ID] int NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CASENOTES]
(
    [EVENT_DTTM] datetime NULL,
    [FACT_CASENOTE_ID] int NULL,
    [SEEN_ALONE_FLAG] nvarchar(100) NULL,
    [SEEN_BEDROOM_FLAG] nvarchar(100) NULL,
    [SEEN_FLAG] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CASE_PATHWAY_STEP]
(
    [FACT_CASE_PATHWAY_STEP_ID] int NULL,
    [FACT_FORMS_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CLA]
(
    [DIM_LOOKUP_PLACEMENT_TYPE_DESC] nvarchar(100) NULL,
    [FACT_CLA_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CLA_CARE_LEAVERS]
(
    [DIM_LOOKUP_ACCOMMODATION_CODE_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_ACCOMMODATION_SUITABLE_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_IN_TOUCH_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_MAIN_ACTIVITY_DESC] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_CLA_CARE_LEAVERS_ID] int NULL,
    [IN_TOUCH_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CLA_PLACEMENT]
(
    [DIM_LOOKUP_PLACEMENT_PROVIDER_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_PLACEMENT_TYPE_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_PLACEMENT_TYPE_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_PLAC_CHNG_REAS_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [DISTANCE_FROM_HOME] nvarchar(100) NULL,
    [END_DTTM] datetime NULL,
    [FACT_CLA_ID] int NULL,
    [FACT_CLA_PLACEMENT_ID] int NULL,
    [FFA_IS_PLAN_DATE] datetime NULL,
    [POSTCODE] nvarchar(100) NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CLA_REVIEW]
(
    [DUE_DTTM] datetime NULL,
    [FACT_CASE_PATHWAY_STEP_ID] int NULL,
    [FACT_CLA_ID] int NULL,
    [FACT_CLA_REVIEW_ID] int NULL,
    [MEETING_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CLA_VISIT]
(
    [DIM_PERSON_ID] int NULL,
    [FACT_CLA_ID] int NULL,
    [FACT_CLA_VISIT_ID] int NULL,
    [VISIT_DTTM] datetime NULL,
    [FACT_CASENOTE_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CONTACTS]
(
    [CONTACT_DTTM] datetime NULL,
    [DIM_LOOKUP_CONT_SORC_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_CONT_SORC_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_FAMILYOFRESIDENCE_ID] int NULL,
    [DIM_PERSON_ID] int NULL,
    [EXTERNAL_ID] int NULL,
    [FACT_CONTACT_ID] int NULL,
    [OUTCOME_CP_ENQUIRY_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_EXISTING_REFERRAL_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_FAADVICE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_MISSING_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NEW_REFERRAL_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NFA_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NON_AGENCY_ADOPTION_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OLA_CP_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_OUTCOMES_EXIST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PRIVATE_FOSTERING_FLAG] nvarchar(100) NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CP_CONFERENCE]
(
    [DIM_PERSON_ID] int NULL,
    [DUE_DTTM] datetime NULL,
    [FACT_CP_CONFERENCE_ID] int NULL,
    [FACT_CP_PLAN_ID] int NULL,
    [FACT_MEETING_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [FACT_S47_ID] int NULL,
    [ORGANISED_BY_DEPT_NAME] nvarchar(100) NULL,
    [ORGANISED_BY_USER_NAME] nvarchar(100) NULL,
    [OUTCOME_CP_FLAG] nvarchar(100) NULL,
    [TOTAL_NO_OF_OUTCOMES] nvarchar(100) NULL,
    [TRANSFER_IN_FLAG] nvarchar(100) NULL,
    [OUTCOME_NFA_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_OUTCOMES_EXIST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PROV_OF_SERVICES_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_REFERRAL_TO_OTHER_AGENCY_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_SINGLE_ASSESSMENT_FLAG] nvarchar(100) NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CP_CONFERENCE_MEETING]
(
    [ACTUAL_MEETING_DTTM] datetime NULL,
    [FACT_CP_CONFERENCE_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_CP_PLAN]
(
    [CP_CATEGORY_DESC] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_CP_PLAN_ID] int NULL,
    [FACT_INITIAL_CP_CONFERENCE_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [INIT_CATEGORY_DESC] nvarchar(100) NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CP_REVIEW]
(
    [DIM_PERSON_ID] int NULL,
    [DUE_DTTM] datetime NULL,
    [FACT_CP_PLAN_ID] int NULL,
    [FACT_CP_REVIEW_ID] int NULL,
    [FACT_MEETING_ID] int NULL,
    [MEETING_DTTM] datetime NULL,
    [OUTCOME_CONTINUE_CP_FLAG] nvarchar(100) NULL
);
GO
CREATE TABLE [Child_Social].[FACT_CP_VISIT]
(
    [FACT_CASENOTE_ID] int NULL,
    [FACT_CP_PLAN_ID] int NULL,
    [VISIT_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_DISABILITY]
(
    [DIM_LOOKUP_DISAB_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_DISABILITY_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_FORMS]
(
    [DIM_PERSON_ID] int NULL,
    [FACT_FORM_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_FORM_ANSWERS]
(
    [ANSWER] nvarchar(100) NULL,
    [ANSWERED_DTTM] datetime NULL,
    [ANSWER_NO] nvarchar(100) NULL,
    [DIM_ASSESSMENT_TEMPLATE_ID_DESC] nvarchar(100) NULL,
    [FACT_FORM_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_HEALTH_CHECK]
(
    [DIM_LOOKUP_EXAM_STATUS_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_HC_TYPE_DESC] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_HEALTH_CHECK_ID] int NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_IMMIGRATION_STATUS]
(
    [DIM_LOOKUP_IMMGR_STATUS_CODE] nvarchar(100) NULL,
    [END_DTTM] datetime NULL,
    [FACT_IMMIGRATION_STATUS_ID] int NULL,
    [START_DTTM] datetime NULL,
    [DIM_PERSON_ID] int NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_INVOLVEMENTS]
(
    [DIM_LOOKUP_CWREASON_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_INVOLVEMENT_TYPE_DESC] nvarchar(100) NULL,
    [DIM_WORKER_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_INVOLVEMENTS_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [FACT_WORKER_HISTORY_DEPARTMENT_DESC] nvarchar(100) NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_LEGAL_STATUS]
(
    [DIM_LOOKUP_LGL_STATUS_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_LGL_STATUS_DESC] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_CLA_ID] int NULL,
    [FACT_LEGAL_STATUS_ID] int NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_MEETING_SUBJECTS]
(
    [FACT_MEETING_ID] int NULL,
    [FACT_OUTCM_FORM_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_MISSING_PERSON]
(
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_MISSING_PERSON_ID] int NULL,
    [MISSING_STATUS] nvarchar(100) NULL,
    [RETURN_INTERVIEW_ACCEPTED] nvarchar(100) NULL,
    [RETURN_INTERVIEW_OFFERED] nvarchar(100) NULL,
    [START_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_OFFENCE]
(
    [DESCRIPTION] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_OFFENCE_ID] int NULL,
    [OFFENCE_DTTM] datetime NULL
);
GO
CREATE TABLE [Child_Social].[FACT_PERSON_RELATION]
(
    [DIM_PERSON_ID] int NULL,
    [DIM_RELATED_PERSON_DOB] datetime NULL,
    [DIM_RELATED_PERSON_ID] int NULL
);
GO
CREATE TABLE [Child_Social].[FACT_REFERRALS]
(
    [DIM_DEPARTMENT_ID_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_CATEGORY_OF_NEED_ID] int NULL,
    [DIM_LOOKUP_CONT_SORC_ID_CODE] nvarchar(100) NULL,
    [DIM_LOOKUP_CONT_SORC_ID_DESC] nvarchar(100) NULL,
    [DIM_LOOKUP_REFRL_ENDRSN_ID_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [DIM_WORKER_ID_DESC] nvarchar(100) NULL,
    [FACT_REFERRAL_ID] int NULL,
    [OUTCOME_NFA_FLAG] nvarchar(100) NULL,
    [REFRL_END_DTTM] datetime NULL,
    [REFRL_START_DTTM] datetime NULL,
    [OUTCOME_CARE_LEAVER_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_CLA_REQUEST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_CP_CONFERENCE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_CP_TRANSFER_IN_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NON_AGENCY_ADOPTION_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_OUTCOMES_EXIST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PRIVATE_FOSTERING_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_SINGLE_ASSESSMENT_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_STRATEGY_DISCUSSION_FLAG] nvarchar(100) NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_S47]
(
    [COMPLETED_BY_DEPT_ID] int NULL,
    [COMPLETED_BY_USER_STAFF_ID] int NULL,
    [DIM_PERSON_ID] int NULL,
    [END_DTTM] datetime NULL,
    [FACT_REFERRAL_ID] int NULL,
    [FACT_S47_ID] int NULL,
    [OUTCOME_NFA_FLAG] nvarchar(100) NULL,
    [START_DTTM] datetime NULL,
    [TOTAL_NO_OF_OUTCOMES] nvarchar(100) NULL,
    [OUTCOME_CP_CONFERENCE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_LEGAL_ACTION_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_MONITOR_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NFA_CONTINUE_SINGLE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_OUTCOMES_EXIST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PROV_OF_SB_CARE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PROV_OF_SERVICES_FLAG] nvarchar(100) NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_SINGLE_ASSESSMENT]
(
    [COMPLETED_BY_DEPT_NAME] nvarchar(100) NULL,
    [COMPLETED_BY_USER_STAFF_ID] int NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_FORM_ID] int NULL,
    [FACT_REFERRAL_ID] int NULL,
    [FACT_SINGLE_ASSESSMENT_ID] int NULL,
    [OUTCOME_NFA_FLAG] nvarchar(100) NULL,
    [SEEN_FLAG] nvarchar(100) NULL,
    [START_DTTM] datetime NULL,
    [TOTAL_NO_OF_OUTCOMES] nvarchar(100) NULL,
    [OUTCOME_CLA_REQUEST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_LEGAL_ACTION_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_NFA_S47_END_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_ACTIONS_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_OTHER_OUTCOMES_EXIST_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PRIVATE_FOSTERING_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PROV_OF_SB_CARE_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_PROV_OF_SERVICES_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_REFERRAL_TO_OTHER_AGENCY_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_SPECIALIST_ASSESSMENT_FLAG] nvarchar(100) NULL, -- a reading: not published under this table and name
    [OUTCOME_STRATEGY_DISCUSSION_FLAG] nvarchar(100) NULL -- a reading: not published under this table and name
);
GO
CREATE TABLE [Child_Social].[FACT_SUBSTANCE_MISUSE]
(
    [ACCEPT_FLAG] nvarchar(100) NULL,
    [DIM_LOOKUP_SUBSTANCE_TYPE_CODE] nvarchar(100) NULL,
    [DIM_PERSON_ID] int NULL,
    [FACT_SUBSTANCE_MISUSE_ID] int NULL,
    [START_DTTM] datetime NULL
);
