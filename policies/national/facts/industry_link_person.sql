-- fact:    industry_link_person
-- zh:      产业带动到人
-- en:      People carried by operators
-- grain:   measure_id, person_id
-- subject: person
-- columns:
--   person_id          integer                   | 人口键 | Person key
--   household_id       integer                   | 户键 | Household key
--   channel            code(measure_channel)     | 带动方式 | Channel
--   organisation_kind  code(organisation_kind)   | 带动主体类别 | Kind of operator
--   on_file            boolean                   | 建档立卡户 | Household registered as poor, lifted or not
-- A link that names a person carries that person; a link that names only the household carries all who live in it.
SELECT
  l.measure_id,
  coalesce(l.person_id, m.person_id) AS person_id,
  l.household_id,
  l.area_code,
  l.channel,
  l.organisation_kind,
  l.on_file
FROM industry_link AS l
LEFT JOIN member_now AS m ON m.household_id = l.household_id AND l.person_id IS NULL
WHERE l.in_force AND (l.person_id IS NOT NULL OR m.person_id IS NOT NULL)
