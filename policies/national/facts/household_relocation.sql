-- fact:    household_relocation
-- zh:      易地搬迁户
-- en:      Relocated households
-- grain:   household_id
-- subject: household
-- columns:
--   registered     boolean          | 建档立卡户 | On the register | NULL where no register has arrived
--   sites          integer  item    | 安置点数 | Sites the household is listed at
--   relocated_on   date             | 分房日期 | Given the dwelling on
--   moved_on       date             | 入住日期 | Moved in on
--   people         integer  person  | 搬迁人数 | People relocated
--   people_moved   integer  person  | 入住人数 | People moved in
--   old_house_cleared_on date       | 旧房拆除日期 | Old house cleared on
SELECT
  r.household_id,
  h.area_code,
  k.poverty_registered AS registered,
  count(DISTINCT r.site_id) AS sites,
  min(r.relocated_on) AS relocated_on,
  min(r.moved_on) AS moved_on,
  max(r.people) AS people,
  max(r.people_moved) AS people_moved,
  max(r.old_house_cleared_on) AS old_house_cleared_on
FROM relocation AS r
JOIN household AS h ON h.id = r.household_id
LEFT JOIN household_register AS k ON k.household_id = r.household_id
WHERE r.relocated_on <= :as_of
GROUP BY r.household_id, h.area_code, k.poverty_registered
