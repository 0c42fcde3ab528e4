-- fact:    pv_station_standing
-- zh:      光伏电站结算分配状况
-- en:      What a photovoltaic station settled and distributed
-- grain:   pv_station_id
-- subject: pv_station
-- columns:
--   capacity_kw     decimal(12,3)  kW   | 装机容量 | Capacity
--   on_grid         boolean             | 已并网 | On the grid
--   grid_on         date                | 并网日期 | On the grid since
--   settled_on      date                | 已结算至 | Settled up to | the day on the grid where nothing was settled yet
--   unbalanced      integer  month      | 分配与结算不符月数 | Months in which more or less was distributed than settled less retained
--   unpublished     integer  month      | 未公示即分配月数 | Months distributed without or before public notice
WITH months AS (
  SELECT
    station_id,
    max(CASE WHEN settled_on <= :as_of THEN month_on END) AS last_month_on,
    sum(CASE WHEN distributed_on <= :as_of AND distributed_yuan <> settled_yuan - coalesce(retained_yuan, 0) THEN 1 ELSE 0 END) AS unbalanced,
    sum(CASE WHEN distributed_on <= :as_of AND (published_on IS NULL OR published_on > distributed_on) THEN 1 ELSE 0 END) AS unpublished
  FROM pv_settlement
  WHERE month_on <= :as_of
  GROUP BY station_id
)
SELECT
  s.id AS pv_station_id,
  s.area_code,
  s.capacity_kw,
  coalesce(s.grid_on <= :as_of, FALSE) AS on_grid,
  s.grid_on,
  coalesce(months.last_month_on, s.grid_on) AS settled_on,
  coalesce(months.unbalanced, 0) AS unbalanced,
  coalesce(months.unpublished, 0) AS unpublished
FROM pv_station AS s
LEFT JOIN months ON months.station_id = s.id
