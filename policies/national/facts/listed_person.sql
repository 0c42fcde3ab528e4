-- fact:    listed_person
-- zh:      重点人员筛查
-- en:      Listed key persons and their screening
-- grain:   person_listing_id
-- subject: person_listing
-- columns:
--   key_group     boolean                  | 重点人员名单 / 其他名单 | List of key persons / Another list
--   unseen_days   integer  day             | 距上次筛查天数 | Days since screened | since listed where never screened | 从未筛查的自列入之日起
--   verdict       code(screening_verdict)  | 筛查结论 | Verdict
--   bottom_line   boolean                  | 享受兜底保障 / 未享受兜底保障 | On bottom-line cover / Not on bottom-line cover
SELECT
  l.id AS person_listing_id,
  l.area_code,
  l.listing IN ('key_low_income', 'key_illness', 'key_disability', 'key_disaster') AS key_group,
  CASE
    WHEN l.screened_on <= :as_of THEN days_between(l.screened_on, :as_of)
    ELSE days_between(l.from_on, :as_of)
  END AS unseen_days,
  CASE WHEN l.screened_on <= :as_of THEN l.verdict END AS verdict,
  s.bottom_line
FROM person_listing AS l
LEFT JOIN person_security AS s ON s.person_id = l.person_id
