-- fact:    household_standing
-- zh:      农户登记与监测状况
-- en:      Standing of households in the registers
-- grain:   household_id
-- subject: household
-- columns:
--   household_id   integer              | 户键 | Household key
--   area_code      text                 | 村代码 | Village code
--   register_type  code(register_type)  | 户类型 | Register type
--   registered     boolean              | 脱贫户或监测对象 | Lifted or monitored
--   monitored      boolean              | 监测对象 | Monitored
--   eliminated     boolean              | 风险已消除 | Risk eliminated
--   members        integer  person      | 家庭人口 | Members
WITH living AS (
  SELECT household_id, count(*) AS members FROM member_now GROUP BY household_id
)
SELECT
  h.id AS household_id,
  h.area_code,
  r.register_type,
  r.registered,
  r.monitored,
  r.eliminated,
  coalesce(l.members, 0) AS members
FROM household AS h
JOIN household_register AS r ON r.household_id = h.id
LEFT JOIN living AS l ON l.household_id = h.id
