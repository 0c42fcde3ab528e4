-- fact:    area_economy_standing
-- zh:      县域经济状况
-- en:      Economy of counties
-- grain:   area_economy_id
-- subject: area_economy
-- columns:
--   year         integer                | 年度 | Year
--   latest       boolean                | 最近年度 | Latest year recorded
--   key_county   boolean                | 省级重点县 / 非省级重点县 | Key county of the province / Not a key county
--   gdp_yuan     decimal(18,2)  CNY     | 地区生产总值 | Gross domestic product
--   fiscal_yuan  decimal(18,2)  CNY     | 财政总收入 | Fiscal revenue
--   before_gdp_yuan decimal(18,2) CNY   | 上年地区生产总值 | Gross domestic product of the year before | NULL where not recorded | 没有上年数时为空
WITH keyed AS (
  SELECT a.code
  FROM area_listing AS l
  JOIN area_spells AS a ON a.id = l.area_id
  WHERE l.listing = 'poor_county_provincial'
  GROUP BY a.code
)
SELECT
  e.id AS area_economy_id,
  e.area_code,
  e.year,
  row_number() OVER (PARTITION BY e.area_code ORDER BY e.year DESC) = 1 AS latest,
  keyed.code IS NOT NULL AS key_county,
  e.gdp_yuan,
  e.fiscal_yuan,
  lag(e.gdp_yuan) OVER (PARTITION BY e.area_code ORDER BY e.year) AS before_gdp_yuan
FROM area_economy AS e
LEFT JOIN keyed ON keyed.code = e.area_code
WHERE length(e.area_code) = 6 AND e.recorded_on <= :as_of
