-- fact:    industry_link
-- zh:      产业带动关系
-- en:      Links of households to what carries them
-- grain:   measure_id
-- subject: measure
-- columns:
--   household_id       integer                   | 户键 | Household key
--   person_id          integer                   | 人口键 | Person key
--   organisation_id    integer                   | 带动主体键 | Operator key
--   kind               code(measure_kind)        | 措施类别 | Kind
--   channel            code(measure_channel)     | 带动方式 | Channel
--   organisation_kind  code(organisation_kind)   | 带动主体类别 | Kind of operator
--   five_hundreds      boolean                   | “五个一百”带动 | Link of the five-hundreds programme
--   menu               boolean                   | “菜单式”产业 | Menu-style choice
--   menu_item          code(industry_item)       | 菜单项目 | Item of the menu
--   in_force           boolean                   | 有效 / 已结束 | In force
--   on_file            boolean                   | 建档立卡户 | Household registered as poor, lifted or not | NULL where no register has arrived
--   from_on            date                      | 起始日期 | From
--   implemented_on     date                      | 落实日期 | Carried out on
--   subsidy_on         date                      | 产业补助首次发放日期 | First industry subsidy paid on | after the choice; only for menu choices
--   gain_yuan          decimal(14,2)  CNY        | 增收金额 | Gain in income
--   gain_measured_on   date                      | 增收核算日期 | Gain measured on
WITH subsidy AS (
  SELECT s.id, min(b.paid_on) AS paid_on
  FROM measure_spells AS s
  JOIN benefit_payment AS b ON b.household_id = s.household_id AND b.paid_on >= s.from_on
  WHERE s.programme = 'menu' AND b.programme = 'industry_subsidy' AND b.paid_on <= :as_of
  GROUP BY s.id
)
SELECT
  s.id AS measure_id,
  coalesce(s.household_id, m.household_id) AS household_id,
  s.person_id,
  s.organisation_id,
  s.area_code,
  s.kind,
  s.channel,
  o.kind AS organisation_kind,
  coalesce(s.programme = 'five_hundreds', FALSE) AS five_hundreds,
  coalesce(s.programme = 'menu', FALSE) AS menu,
  s.menu_item,
  s.from_on <= :as_of AND (s.to_on IS NULL OR s.to_on > :as_of) AS in_force,
  r.poverty_registered AS on_file,
  s.from_on,
  s.implemented_on,
  subsidy.paid_on AS subsidy_on,
  s.gain_yuan,
  s.gain_measured_on
FROM measure_spells AS s
LEFT JOIN member_now AS m ON m.person_id = s.person_id
LEFT JOIN household_register AS r ON r.household_id = coalesce(s.household_id, m.household_id)
LEFT JOIN organisation AS o ON o.id = s.organisation_id
LEFT JOIN subsidy ON subsidy.id = s.id
WHERE s.kind IN ('industry', 'employment')
