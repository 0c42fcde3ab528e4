-- fact:    quality_village
-- zh:      名册中的一个行政村
-- en:      A village as it was sent
-- grain:   area_code
-- subject: area
-- columns:
--   lifted               boolean   | 是出列村 / 不是出列村 | Lifted village / Not a lifted village
--   households           integer   household | 总户数 | Households
--   households_empty     boolean   | 总户数未填 / 总户数已填 | Households left empty / Households filled in
--   persons              integer   person | 总人口数 | Persons
--   persons_empty        boolean   | 总人口数未填 / 总人口数已填 | Persons left empty / Persons filled in
--   collective_yuan      decimal(14,2) CNY | 村级集体经济收入 | Collective income
--   schools              integer   | 村小学个数 | Schools
--   clinics              integer   | 卫生室个数 | Clinics
--   doctors              integer   person | 执业（助理）医师人数 | Doctors
--   public_toilets       integer   | 公共卫生厕所个数 | Public toilets
--   waste_points         integer   | 垃圾集中堆放点个数 | Waste points
--   libraries            integer   | 文化（图书）室个数 | Libraries
--   bus                  boolean   | 通客运班车 / 不通客运班车 | Bus / No bus
--   paved_road           boolean   | 到乡镇通沥青（水泥）路 / 到乡镇不通沥青（水泥）路 | Paved road / No paved road
--   dibao_households     integer   household | 低保户数 | Households on dibao
--   dibao_persons        integer   person | 低保人口数 | Persons on dibao
--   tekun_persons        integer   person | 特困供养人口数 | Persons on tekun
--   disabled_persons     integer   person | 残疾人口数 | Disabled persons
--   unsafe_households    integer   household | 危房户数 | Households in unsafe homes
--   unwatered_households integer   household | 未实现饮水安全户数 | Households without safe water
--   pension_persons      integer   person | 参加居民养老保险人数 | Persons in the pension scheme
--   arable_mu            decimal(14,2) mu | 村耕地面积 | Arable land of the village
--   forest_mu            decimal(14,2) mu | 村林地面积 | Forest land of the village
--   listed_households    integer   household | 名册中本村户数 | Households in the register
--   listed_persons       integer   person | 名册中本村人数 | Persons in the register
--   listed_arable_mu     decimal(16,2) mu | 名册中本村各户耕地合计 | Arable land of the households listed
--   listed_forest_mu     decimal(16,2) mu | 名册中本村各户林地合计 | Forest land of the households listed
--   listed_unsafe        integer   household | 名册中本村危房户数 | Unsafe homes in the register
--   listed_unwatered     integer   household | 名册中本村未解决饮水户数 | Households without safe water in the register
--   listed_dibao         integer   person | 名册中本村低保人数 | Persons on dibao in the register
WITH homes AS (
    SELECT
        h.area_code,
        count(*) AS listed_households,
        SUM(h.member_rows) AS listed_persons,
        SUM(h.arable_mu) AS listed_arable_mu,
        SUM(h.forest_mu) AS listed_forest_mu,
        SUM(CASE WHEN h.unsafe_house THEN 1 WHEN h.unsafe_house = FALSE THEN 0 END) AS listed_unsafe,
        SUM(CASE WHEN h.safe_water = FALSE THEN 1 WHEN h.safe_water THEN 0 END) AS listed_unwatered
    FROM register_household AS h
    GROUP BY h.area_code
),
people AS (
    SELECT r.area_code, SUM(CASE WHEN r.dibao THEN 1 WHEN r.dibao = FALSE THEN 0 END) AS listed_dibao
    FROM register_person AS r
    GROUP BY r.area_code
)
SELECT
    v.area_code,
    v.lifted AS lifted,
    v.households AS households,
    v.households_empty AS households_empty,
    v.persons AS persons,
    v.persons_empty AS persons_empty,
    v.collective_yuan AS collective_yuan,
    v.schools AS schools,
    v.clinics AS clinics,
    v.doctors AS doctors,
    v.public_toilets AS public_toilets,
    v.waste_points AS waste_points,
    v.libraries AS libraries,
    v.bus AS bus,
    v.paved_road AS paved_road,
    v.dibao_households AS dibao_households,
    v.dibao_persons AS dibao_persons,
    v.tekun_persons AS tekun_persons,
    v.disabled_persons AS disabled_persons,
    v.unsafe_households AS unsafe_households,
    v.unwatered_households AS unwatered_households,
    v.pension_persons AS pension_persons,
    v.arable_mu AS arable_mu,
    v.forest_mu AS forest_mu,
    h.listed_households AS listed_households,
    CAST(h.listed_persons AS BIGINT) AS listed_persons,
    CAST(h.listed_arable_mu AS DECIMAL(16, 2)) AS listed_arable_mu,
    CAST(h.listed_forest_mu AS DECIMAL(16, 2)) AS listed_forest_mu,
    CAST(h.listed_unsafe AS BIGINT) AS listed_unsafe,
    CAST(h.listed_unwatered AS BIGINT) AS listed_unwatered,
    CAST(e.listed_dibao AS BIGINT) AS listed_dibao
FROM register_village AS v
LEFT JOIN homes AS h ON h.area_code = v.area_code
LEFT JOIN people AS e ON e.area_code = v.area_code
