-- fact:    household_helped
-- zh:      户联系与脱贫后帮扶
-- en:      Who keeps in touch with a household, before and after it was lifted
-- grain:   household_id
-- subject: household
-- columns:
--   unlifted         boolean          | 未脱贫户 | Not yet lifted | NULL where no register says
--   lifted           boolean          | 脱贫户 | Lifted | NULL where no register says
--   unlifted_before  boolean          | 上年末未脱贫 | Not lifted at the end of last year
--   section_year     integer  person  | 本年科级包保干部数 | Cadres of section rank responsible this year
--   section_cadres   integer  person  | 科级包保干部数 | Cadres of section rank responsible
--   helpers          integer  person  | 现帮扶责任人数 | Helpers now
--   helpers_ever     integer  person  | 曾有帮扶责任人数 | Helpers ever
--   measures         integer  measure | 现有措施数 | Measures in force
--   measures_ever    integer  measure | 曾有措施数 | Measures ever
--   last_contact_on  date             | 最近联系日期 | Last contact | NULL where nobody noted one
WITH cadres AS (
  SELECT x.household_id,
    count(DISTINCT CASE WHEN x.layer = 'cadre_to_unlifted' AND o.rank IN ('section', 'county', 'city') THEN x.officer_id END) AS section_cadres,
    count(DISTINCT CASE WHEN x.layer IN ('helper', 'cadre_to_household', 'cadre_to_unlifted') THEN x.officer_id END) AS helpers
  FROM assignment AS x
  LEFT JOIN officer AS o ON o.id = x.officer_id
  WHERE x.household_id IS NOT NULL
  GROUP BY x.household_id
),
ever AS (
  SELECT x.household_id, count(DISTINCT x.officer_id) AS helpers
  FROM assignment_spells AS x
  WHERE x.household_id IS NOT NULL AND x.from_on <= :as_of AND x.layer IN ('helper', 'cadre_to_household', 'cadre_to_unlifted')
  GROUP BY x.household_id
),
this_year AS (
  SELECT x.household_id, count(DISTINCT x.officer_id) AS section_cadres
  FROM assignment_spells AS x
  JOIN officer AS o ON o.id = x.officer_id
  WHERE x.household_id IS NOT NULL AND x.layer = 'cadre_to_unlifted' AND o.rank IN ('section', 'county', 'city')
    AND x.from_on <= :as_of AND (x.to_on IS NULL OR extract(YEAR FROM x.to_on) >= extract(YEAR FROM :as_of))
  GROUP BY x.household_id
),
poor_before AS (
  SELECT household_id
  FROM register_spell_spells
  WHERE register_type = 'unlifted' AND extract(YEAR FROM from_on) < extract(YEAR FROM :as_of)
    AND (to_on IS NULL OR extract(YEAR FROM to_on) >= extract(YEAR FROM :as_of))
  GROUP BY household_id
),
now_helped AS (
  SELECT m.household_id, count(*) AS measures FROM measure AS m WHERE m.household_id IS NOT NULL GROUP BY m.household_id
),
once_helped AS (
  SELECT m.household_id, count(*) AS measures
  FROM measure_spells AS m
  WHERE m.household_id IS NOT NULL AND m.from_on <= :as_of
  GROUP BY m.household_id
),
contact AS (
  SELECT v.household_id, max(v.visited_on) AS last_on
  FROM visit AS v
  WHERE v.household_id IS NOT NULL AND v.kind IN ('household_contact', 'phone_follow_up') AND v.visited_on <= :as_of
  GROUP BY v.household_id
)
SELECT
  r.household_id,
  h.area_code,
  r.register_type = 'unlifted' AS unlifted,
  r.register_type = 'lifted' AS lifted,
  poor_before.household_id IS NOT NULL AS unlifted_before,
  coalesce(this_year.section_cadres, 0) AS section_year,
  coalesce(cadres.section_cadres, 0) AS section_cadres,
  coalesce(cadres.helpers, 0) AS helpers,
  coalesce(ever.helpers, 0) AS helpers_ever,
  coalesce(now_helped.measures, 0) AS measures,
  coalesce(once_helped.measures, 0) AS measures_ever,
  contact.last_on AS last_contact_on
FROM household_register AS r
JOIN household AS h ON h.id = r.household_id
LEFT JOIN cadres ON cadres.household_id = r.household_id
LEFT JOIN ever ON ever.household_id = r.household_id
LEFT JOIN this_year ON this_year.household_id = r.household_id
LEFT JOIN poor_before ON poor_before.household_id = r.household_id
LEFT JOIN now_helped ON now_helped.household_id = r.household_id
LEFT JOIN once_helped ON once_helped.household_id = r.household_id
LEFT JOIN contact ON contact.household_id = r.household_id
