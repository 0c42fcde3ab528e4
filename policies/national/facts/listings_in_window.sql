-- fact:    listings_in_window
-- zh:      近十二个月部门名单
-- en:      Departments' lists in the window
-- grain:   threshold_listing_id
-- subject: person
-- columns:
--   threshold_listing_id  integer                  | 名单键 | Listing key
--   person_id             integer                  | 人口键 | Person key
--   household_id          integer                  | 户键 | Household key
--   listing               code(threshold_listing)  | 名单类别 | List
--   period_to_on          date                     | 名单截至日期 | List runs until
--   amount_yuan           decimal(14,2)  CNY       | 名单金额 | Listed amount
SELECT
  t.id AS threshold_listing_id,
  t.person_id,
  m.household_id,
  t.listing,
  t.period_to_on,
  t.amount_yuan
FROM threshold_listing AS t
JOIN member_now AS m ON m.person_id = t.person_id
WHERE t.period_to_on > :since AND t.period_from_on <= :as_of
