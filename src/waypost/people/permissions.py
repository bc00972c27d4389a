"""Everything that a person may be allowed to do, as one alphabetized list of `scope:resource:action`."""

from enum import StrEnum


class Permission(StrEnum):
    ASSESSMENT_QUEUE_OVERSEE = "assessment:queue:oversee"
    ASSESSMENT_REVIEW_CLAIM = "assessment:review:claim"
    CATALOG_CREDENTIAL_EDIT = "catalog:credential:edit"
    CATALOG_CREDENTIAL_PUBLISH = "catalog:credential:publish"
    CREDENTIALS_AWARD_REVOKE = "credentials:award:revoke"
    CREDENTIALS_EARNED_READ = "credentials:earned:read"
    CREDENTIALS_ISSUER_MANAGE = "credentials:issuer:manage"
    INSIGHT_NUMBERS_READ = "insight:numbers:read"
    INSIGHT_ROWS_READ = "insight:rows:read"
    PEOPLE_ORGANIZATION_MANAGE = "people:organization:manage"
    PEOPLE_PERSON_INVITE = "people:person:invite"
    PEOPLE_PERSON_READ = "people:person:read"
    PEOPLE_ROLE_GRANT = "people:role:grant"
    PLANS_PLAN_ADOPT = "plans:plan:adopt"
    PLANS_PLAN_EDIT = "plans:plan:edit"
    PLANS_PLAN_READ = "plans:plan:read"
    PROGRAMS_COHORT_MANAGE = "programs:cohort:manage"
    PROGRAMS_PROGRAM_MANAGE = "programs:program:manage"
    PROGRAMS_PROGRAM_READ = "programs:program:read"
    PROGRAMS_TRAINING_RECORD = "programs:training:record"
    SUBMISSIONS_ENROLLMENT_WORK = "submissions:enrollment:work"
    SUBMISSIONS_PARTICIPATION_READ = "submissions:participation:read"
    SUBMISSIONS_SHARED_READ = "submissions:shared:read"
