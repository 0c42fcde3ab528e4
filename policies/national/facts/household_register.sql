-- fact:    household_register
-- zh:      农户登记情况
-- en:      What the registers say of a household
-- grain:   household_id
-- subject: household
-- columns:
--   household_id   integer              | 户键 | Household key
--   area_code      text                 | 村代码 | Village code
--   register_type  code(register_type)  | 户类型 | Register type
--   poverty_registered boolean          | 建档立卡户 | Of the poverty register | lifted or not; monitored general households are not in it; NULL where no register has arrived | 含脱贫户、未脱贫户，不含一般监测户；未收到登记名册时为空
--   registered     boolean              | 脱贫户或监测对象 | Lifted or monitored | NULL where no register has arrived
--   monitored      boolean              | 监测对象 | Monitored | NULL where no register has arrived
--   eliminated     boolean              | 风险已消除 | Risk eliminated | FALSE where the household is not monitored
WITH watched AS (
  SELECT household_id, eliminated
  FROM (
    SELECT household_id, eliminated, row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
    FROM monitoring_spell
  )
  WHERE place = 1
),
listed_type AS (
  SELECT household_id, register_type
  FROM (
    SELECT household_id, register_type, row_number() OVER (PARTITION BY household_id ORDER BY from_on DESC, id DESC) AS place
    FROM register_spell
  )
  WHERE place = 1
),
registers AS (
  SELECT
    (SELECT count(*) FROM monitoring_spell_spells) > 0 AS monitoring,
    (SELECT count(*) FROM register_spell_spells) > 0 AS register_type
)
SELECT
  h.id AS household_id,
  h.area_code,
  r.register_type,
  CASE
    WHEN r.register_type IN ('lifted', 'lifted_no_policy', 'unlifted') THEN TRUE
    WHEN registers.register_type THEN FALSE
  END AS poverty_registered,
  CASE
    WHEN r.register_type IN ('lifted', 'lifted_no_policy', 'unlifted') OR g.household_id IS NOT NULL THEN TRUE
    WHEN r.register_type IS NOT NULL OR registers.register_type THEN FALSE
  END AS registered,
  CASE WHEN g.household_id IS NOT NULL THEN TRUE WHEN registers.monitoring THEN FALSE END AS monitored,
  CASE WHEN g.household_id IS NOT NULL THEN g.eliminated WHEN registers.monitoring THEN FALSE END AS eliminated
FROM household AS h
CROSS JOIN registers
LEFT JOIN listed_type AS r ON r.household_id = h.id
LEFT JOIN watched AS g ON g.household_id = h.id
