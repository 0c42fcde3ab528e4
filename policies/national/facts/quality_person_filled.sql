-- fact:    quality_person_filled
-- zh:      名册成员行的必填项
-- en:      Required fields of a member's row
-- grain:   person_id
-- subject: person
-- columns:
--   person_no_empty boolean | 人口编号未填 / 人口编号已填 | Person number left empty / Person number filled in
--   sex_empty boolean | 性别未填 / 性别已填 | Sex left empty / Sex filled in
--   born_on_empty boolean | 出生日期未填 / 出生日期已填 | Date of birth left empty / Date of birth filled in
--   document_kind_empty boolean | 证件类型未填 / 证件类型已填 | Document kind left empty / Document kind filled in
--   nation_empty boolean | 民族未填 / 民族已填 | Ethnic group left empty / Ethnic group filled in
--   relation_empty boolean | 与户主关系未填 / 与户主关系已填 | Relation to head left empty / Relation to head filled in
--   health_empty boolean | 健康状况未填 / 健康状况已填 | Health left empty / Health filled in
--   labour_empty boolean | 劳动技能未填 / 劳动技能已填 | Capacity for work left empty / Capacity for work filled in
--   resident_insured_empty boolean | 是否参加城乡居民基本医疗保险未填 / 是否参加城乡居民基本医疗保险已填 | Resident insurance left empty / Resident insurance filled in
--   employee_insured_empty boolean | 是否参加城镇职工基本医疗保险未填 / 是否参加城镇职工基本医疗保险已填 | Employee insurance left empty / Employee insurance filled in
--   serious_insured_empty boolean | 是否参加大病保险未填 / 是否参加大病保险已填 | Serious-illness insurance left empty / Serious-illness insurance filled in
--   pension_insured_empty boolean | 是否参加城乡居民基本养老保险未填 / 是否参加城乡居民基本养老保险已填 | Resident pension left empty / Resident pension filled in
--   employee_pension_empty boolean | 是否参加城镇职工基本养老保险未填 / 是否参加城镇职工基本养老保险已填 | Employee pension left empty / Employee pension filled in
--   mandarin_empty boolean | 是否会讲普通话未填 / 是否会讲普通话已填 | Speaks Mandarin left empty / Speaks Mandarin filled in
--   party_empty boolean | 政治面貌未填 / 政治面貌已填 | Party membership left empty / Party membership filled in
--   dibao_empty boolean | 是否享受农村居民最低生活保障未填 / 是否享受农村居民最低生活保障已填 | Dibao left empty / Dibao filled in
--   tekun_empty boolean | 是否特困供养人员未填 / 是否特困供养人员已填 | Tekun left empty / Tekun filled in
--   working_empty boolean | 是否已务工未填 / 是否已务工已填 | At work left empty / At work filled in
SELECT
    r.person_id,
    r.household_id,
    r.area_code,
    r.person_no_empty AS person_no_empty,
    r.sex_empty AS sex_empty,
    r.born_on_empty AS born_on_empty,
    r.document_kind_empty AS document_kind_empty,
    r.nation_empty AS nation_empty,
    r.relation_empty AS relation_empty,
    r.health_empty AS health_empty,
    r.labour_empty AS labour_empty,
    r.resident_insured_empty AS resident_insured_empty,
    r.employee_insured_empty AS employee_insured_empty,
    r.serious_insured_empty AS serious_insured_empty,
    r.pension_insured_empty AS pension_insured_empty,
    r.employee_pension_empty AS employee_pension_empty,
    r.mandarin_empty AS mandarin_empty,
    r.party_empty AS party_empty,
    r.dibao_empty AS dibao_empty,
    r.tekun_empty AS tekun_empty,
    r.working_empty AS working_empty
FROM register_person AS r
