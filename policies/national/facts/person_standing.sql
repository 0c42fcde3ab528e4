-- fact:    person_standing
-- zh:      人口登记与保障状况
-- en:      Standing of persons in the registers
-- grain:   person_id
-- subject: person
-- columns:
--   person_id      integer              | 人口键 | Person key
--   household_id   integer              | 户键 | Household key
--   area_code      text                 | 村代码 | Village code | of the household | 取户所在村
--   born_on        date                 | 出生日期 | Born on
--   register_type  code(register_type)  | 户类型 | Register type
--   registered     boolean              | 脱贫户或监测对象成员 | In a lifted or monitored household
--   monitored      boolean              | 监测对象成员 | In a monitored household
--   eliminated     boolean              | 所在户风险已消除 | The household's risk is eliminated
--   dibao          boolean              | 享受低保 | On dibao | NULL where no dibao file covers the village | 未收到该村低保名册时为空
--   tekun          boolean              | 特困供养 | On tekun support | NULL where no tekun file covers the village | 未收到该村特困名册时为空
--   working        boolean              | 务工 | In employment | NULL where no employment file covers the village | 未收到该村务工名册时为空
WITH on_dibao AS (
  SELECT DISTINCT person_id FROM dibao_spell
),
on_tekun AS (
  SELECT DISTINCT person_id FROM tekun_spell
),
at_work AS (
  SELECT DISTINCT person_id FROM employment_spell
),
reached AS (
  SELECT DISTINCT ledger, area_code
  FROM coverage
  WHERE ledger IN ('dibao_spell', 'tekun_spell', 'employment_spell') AND period_from_on <= :as_of
),
villages AS (
  SELECT DISTINCT area_code FROM household
),
told AS (
  SELECT
    v.area_code,
    bool_or(c.ledger = 'dibao_spell') AS dibao,
    bool_or(c.ledger = 'tekun_spell') AS tekun,
    bool_or(c.ledger = 'employment_spell') AS working
  FROM villages AS v
  JOIN reached AS c ON starts_with(v.area_code, c.area_code)
  GROUP BY v.area_code
)
SELECT
  m.person_id,
  m.household_id,
  m.area_code,
  m.born_on,
  m.register_type,
  m.registered,
  m.monitored,
  m.eliminated,
  CASE WHEN d.person_id IS NOT NULL THEN TRUE WHEN t.dibao THEN FALSE END AS dibao,
  CASE WHEN k.person_id IS NOT NULL THEN TRUE WHEN t.tekun THEN FALSE END AS tekun,
  CASE WHEN w.person_id IS NOT NULL THEN TRUE WHEN t.working THEN FALSE END AS working
FROM member_now AS m
LEFT JOIN told AS t ON t.area_code = m.area_code
LEFT JOIN on_dibao AS d ON d.person_id = m.person_id
LEFT JOIN on_tekun AS k ON k.person_id = m.person_id
LEFT JOIN at_work AS w ON w.person_id = m.person_id
