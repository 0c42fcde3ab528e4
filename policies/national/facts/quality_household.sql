-- fact:    quality_household
-- zh:      名册中的一户
-- en:      A household as it was sent
-- grain:   household_id
-- subject: household
-- columns:
--   monitored            boolean        | 已纳入监测 / 未纳入监测 | Monitored / Not monitored | by 监测对象类别; unknown where the rows disagree or the file has no such column
--   eliminated           boolean        | 风险已消除 / 风险未消除 | Risk eliminated / Risk not eliminated | unknown where left empty
--   eliminated_empty     boolean        | 风险是否已消除未填 / 风险是否已消除已填 | Elimination left empty / Elimination filled in
--   elimination_kind     code(elimination_kind) | 风险消除方式 | How the risk was eliminated
--   elimination_kind_empty boolean      | 风险消除方式未填 / 风险消除方式已填 | Manner of elimination left empty / Manner of elimination filled in
--   identified_on        date           | 识别监测时间 | Identified
--   eliminated_on        date           | 风险消除时间 | Eliminated
--   eliminated_on_empty  boolean        | 风险消除时间未填 / 风险消除时间已填 | Month of elimination left empty / Month of elimination filled in
--   no_labour_safety_net boolean        | 标注整户无劳动能力兜底 / 未标注整户无劳动能力兜底 | Marked as without labour / Not marked as without labour
--   risk_illness         boolean        | 有因病风险 / 没有因病风险 | Risk of illness / No risk of illness
--   risk_disaster        boolean        | 有因自然灾害风险 / 没有因自然灾害风险 | Risk of disaster / No risk of disaster
--   risk_disaster_plain  boolean        | 因自然灾害风险未到子项 / 因自然灾害风险已到子项 | Disaster without its kind / Disaster with its kind
--   risk_disability      boolean        | 有因残风险 / 没有因残风险 | Risk of disability / No risk of disability
--   risk_labour          boolean        | 有缺劳动力风险 / 没有缺劳动力风险 | Risk of lacking labour / No risk of lacking labour
--   risk_business        boolean        | 有因产业失败风险 / 没有因产业失败风险 | Risk of failed business / No risk of failed business
--   risk_employment      boolean        | 有因务工就业不稳风险 / 没有因务工就业不稳风险 | Risk of unstable work / No risk of unstable work
--   risk_education       boolean        | 有因学风险 / 没有因学风险 | Risk of education cost / No risk of education cost
--   risk_housing         boolean        | 有因安全住房风险 / 没有因安全住房风险 | Risk of unsafe housing / No risk of unsafe housing
--   risk_water           boolean        | 有因安全饮水风险 / 没有因安全饮水风险 | Risk of unsafe water / No risk of unsafe water
--   risk_other           boolean        | 有其他风险 / 没有其他风险 | Other risk / No other risk
--   risk_filled          boolean        | 填有风险 / 没有填风险 | Some risk filled in / No risk filled in
--   risk_twice           boolean        | 同一风险填了两次 / 各项风险不重复 | One risk twice / Every risk once
--   risk_gap             boolean        | 前一项风险空缺 / 风险依次填写 | An earlier risk left out / Risks in order
--   disaster_kind_empty  boolean        | 自然灾害子项未填 / 自然灾害子项已填 | Kind of disaster left empty / Kind of disaster filled in
--   disaster_kind_other  boolean        | 自然灾害子项为其他 / 自然灾害子项不是其他 | Kind of disaster: other / Kind of disaster: named
--   disaster_remark_empty boolean       | 自然灾害备注未填 / 自然灾害备注已填 | Remark on the disaster left empty / Remark on the disaster filled in
--   risk_remark_empty    boolean        | 其他备注未填 / 其他备注已填 | Remark on the risk left empty / Remark on the risk filled in
--   dropout              boolean        | 有失学辍学 / 没有失学辍学 | Drop-out / No drop-out
--   uninsured            boolean        | 有成员未参保 / 没有成员未参保 | A member is not insured / No member is uninsured
--   housing_damaged      boolean        | 住房损毁或出现安全问题 / 住房没有安全问题 | Home damaged / Home not damaged
--   water_damaged        boolean        | 饮水设施损毁或出现安全问题 / 饮水没有安全问题 | Water supply damaged / Water supply not damaged
--   unsafe_house         boolean        | 是危房户 / 不是危房户 | Unsafe home / Safe home
--   safe_water           boolean        | 已解决安全饮水 / 未解决安全饮水 | Safe water / No safe water
--   after_dropout        boolean        | 消除后有失学辍学 / 消除后没有失学辍学 | Drop-out afterwards / No drop-out afterwards
--   after_uninsured      boolean        | 消除后有成员未参保 / 消除后没有成员未参保 | Uninsured afterwards / Insured afterwards
--   after_housing_damaged boolean       | 消除后住房有安全问题 / 消除后住房没有安全问题 | Home damaged afterwards / Home sound afterwards
--   after_water_damaged  boolean        | 消除后饮水有安全问题 / 消除后饮水没有安全问题 | Water damaged afterwards / Water sound afterwards
--   after_guarantees_empty integer item | 消除后三保障与饮水未填项数 | Guarantees left empty afterwards
--   after_net_per_head_yuan decimal(14,2) CNY per person per year | 消除后人均纯收入 | Net income per head afterwards
--   after_income_empty   boolean        | 消除后收入有未填项 / 消除后收入已填全 | Income afterwards left empty / Income afterwards filled in
--   after_own_pay_empty  boolean        | 消除后合规自付支出未填 / 消除后合规自付支出已填 | Own payment afterwards left empty / Own payment afterwards filled in
--   after_own_pay_yuan   decimal(14,2)  CNY | 消除后合规自付支出 | Own payment afterwards
--   own_pay_yuan         decimal(14,2)  CNY | 合规自付支出 | Own payment
--   net_per_head_yuan    decimal(14,2)  CNY per person per year | 人均纯收入 | Net income per head
--   account_members      integer        person | 年度家庭人口数 | Members counted in the account
--   reference_income_yuan decimal(16,2) CNY per year | 扣减后收入 | Income after own payment | 家庭纯收入＋理赔收入－合规自付支出
--   wage_yuan            decimal(14,2)  CNY | 工资性收入 | Wage income
--   business_yuan        decimal(14,2)  CNY | 生产经营性收入 | Business income
--   transfer_yuan        decimal(14,2)  CNY | 转移性收入 | Transfer income
--   post_income_none     boolean        | 没有公益性岗位收入 / 有公益性岗位收入 | No income from posts / Income from posts
--   members              integer        person | 成员行数 | Rows of members
--   able_members         integer        person | 普通和技能劳动力人数 | Members able to work
--   half_members         integer        person | 弱劳动力或半劳动力人数 | Members half able
--   adults_able          integer        person | 劳动年龄内劳动力人数 | Members able and of working age | ordinary and skilled, not in school
--   disabled_members     integer        person | 残疾成员人数 | Disabled members | 健康状况含残疾、持残疾人证或填有残疾类别
--   severe_members       integer        person | 一二级残疾成员人数 | Members of grade one or two
--   severe_without       integer        person | 未享受两项补贴的一二级残疾成员人数 | Severely disabled without allowance
--   ill_members          integer        person | 患病成员人数 | Ill members | 长期慢性病或患有大病
--   students             integer        person | 在校成员人数 | Members in school | 含学前教育
--   pupils               integer        person | 义务教育在校人数 | Pupils of compulsory school
--   vocational_students  integer        person | 职业院校在校人数 | Vocational students | 中职、高职高专、技师学院
--   absent_pupils        integer        person | 适龄未在校人数 | Children of school age out of school | without a reason that excuses
--   uninsured_members    integer        person | 居民医保和职工医保均未参加人数 | Members in neither insurance
--   workers              integer        person | 务工人数 | Members working
--   far_workers          integer        person | 县外务工人数 | Members working outside the county
--   post_holders         integer        person | 公益性岗位在岗人数 | Members holding a post
--   dibao_members        integer        person | 低保人数 | Members on dibao
--   tekun_members        integer        person | 特困人数 | Members on tekun
--   travel_subsidy_yuan  decimal(16,2)  CNY | 交通费补助合计 | Travel subsidy
--   measures             integer        measure | 已落实帮扶措施数 | Measures counted
--   first_measure_on     date           | 首次落实帮扶措施时间 | First measure
--   first_measure_empty  boolean        | 首次落实时间未填 / 首次落实时间已填 | First measure left empty / First measure filled in
--   development_marked   boolean        | 标注已实施开发式帮扶 / 标注未实施开发式帮扶 | Marked as developed / Marked as not developed
--   any_measure          boolean        | 有帮扶措施 / 没有帮扶措施 | Some measure / No measure
--   development_measure  boolean        | 有开发式帮扶措施 / 没有开发式帮扶措施 | A development measure / No development measure
--   solid_development    boolean        | 有培训和其他以外的开发式帮扶 / 开发式帮扶只有培训或其他 | Development beyond training / Training or other only
--   other_than_general   boolean        | 有综合保障以外的措施 / 只有综合保障 | Measures beside social security / Social security only
--   industry_measure     boolean        | 有产业帮扶 / 没有产业帮扶 | Business support / No business support
--   work_measure         boolean        | 有就业帮扶 / 没有就业帮扶 | Work support / No work support
--   work_held            boolean        | 就业帮扶以有人务工为前提 / 就业帮扶不以务工为前提 | Work support that needs a worker / Work support that needs none
--   export_measure       boolean        | 有劳务输出 / 没有劳务输出 | Labour export / No labour export
--   travel_measure       boolean        | 有交通费补助措施 / 没有交通费补助措施 | Travel subsidy / No travel subsidy
--   microcredit          boolean        | 有小额信贷 / 没有小额信贷 | Microcredit / No microcredit
--   post_measure         boolean        | 有公益岗位帮扶 / 没有公益岗位帮扶 | Public post / No public post
--   housing_measure      boolean        | 有住房安全保障 / 没有住房安全保障 | Housing measure / No housing measure
--   relocation_measure   boolean        | 有搬迁措施 / 没有搬迁措施 | Relocation / No relocation
--   poverty_relocation   boolean        | 有易地扶贫搬迁措施 / 没有易地扶贫搬迁措施 | Poverty relocation / No poverty relocation
--   water_measure        boolean        | 有饮水安全保障 / 没有饮水安全保障 | Water measure / No water measure
--   health_measure       boolean        | 有健康帮扶 / 没有健康帮扶 | Health measure / No health measure
--   schooling_measure    boolean        | 有义务教育保障 / 没有义务教育保障 | Compulsory education measure / No compulsory education measure
--   education_measure    boolean        | 有其他教育帮扶 / 没有其他教育帮扶 | Other education measure / No other education measure
--   yulu_measure         boolean        | 有雨露计划 / 没有雨露计划 | Yulu grant / No Yulu grant
--   general_measure      boolean        | 有综合保障 / 没有综合保障 | Social security / No social security
--   dibao_measure        boolean        | 综合保障含低保 / 综合保障不含低保 | Dibao recorded / Dibao not recorded
--   tekun_measure        boolean        | 综合保障含特困供养 / 综合保障不含特困供养 | Tekun recorded / Tekun not recorded
--   allowance_measure    boolean        | 综合保障含残疾人补贴 / 综合保障不含残疾人补贴 | Disability allowance recorded / Disability allowance not recorded
--   social_measure       boolean        | 有社会帮扶 / 没有社会帮扶 | Help from society / No help from society
WITH of_members AS (
    SELECT
        r.household_id,
        count(*) AS members,
        SUM(CASE WHEN r.labour IN ('ordinary', 'skilled') THEN 1 WHEN r.labour IS NOT NULL OR r.labour_empty THEN 0 END) AS able_members,
        SUM(CASE WHEN r.labour = 'weak' THEN 1 WHEN r.labour IS NOT NULL OR r.labour_empty THEN 0 END) AS half_members,
        SUM(CASE
            WHEN r.labour IN ('ordinary', 'skilled') AND r.schooling IS NULL AND y.age >= p.working_age_from AND y.age <= p.working_age_to THEN 1
            WHEN (r.labour IS NOT NULL OR r.labour_empty) AND y.age IS NOT NULL THEN 0
        END) AS adults_able,
        SUM(CASE
            WHEN r.health_disabled OR r.disability_kind IS NOT NULL OR r.document_kind = 'disability_card' OR r.number_grade IS NOT NULL THEN 1
            WHEN r.health_disabled IS NOT NULL OR r.health_empty OR r.disability_kind_empty THEN 0
        END) AS disabled_members,
        SUM(CASE
            WHEN r.disability_grade IN ('1', '2') OR (r.disability_grade IS NULL AND r.number_grade IN ('1', '2')) THEN 1
            WHEN r.disability_grade IS NOT NULL OR r.disability_grade_empty OR r.number_length IS NOT NULL THEN 0
        END) AS severe_members,
        SUM(CASE
            WHEN (r.disability_grade IN ('1', '2') OR (r.disability_grade IS NULL AND r.number_grade IN ('1', '2')))
                AND r.disability_allowance = FALSE THEN 1
            WHEN r.disability_allowance IS NOT NULL OR r.disability_allowance_empty THEN 0
        END) AS severe_without,
        SUM(CASE WHEN r.health_chronic OR r.health_serious THEN 1 WHEN r.health_chronic IS NOT NULL OR r.health_empty THEN 0 END) AS ill_members,
        SUM(CASE WHEN r.schooling <> 'below_school_age' THEN 1 WHEN r.schooling IS NOT NULL OR r.schooling_empty THEN 0 END) AS students,
        SUM(CASE WHEN r.schooling IN ('primary', 'grade_7', 'grade_8', 'grade_9') THEN 1 WHEN r.schooling IS NOT NULL OR r.schooling_empty THEN 0 END) AS pupils,
        SUM(CASE
            WHEN starts_with(r.schooling, 'vocational') OR starts_with(r.schooling, 'college') OR starts_with(r.schooling, 'technician') THEN 1
            WHEN r.schooling IS NOT NULL OR r.schooling_empty THEN 0
        END) AS vocational_students,
        SUM(CASE
            WHEN y.age >= p.compulsory_age_from AND y.age < p.compulsory_age_to AND r.schooling_empty AND r.education_empty
                AND (r.absence_reason_empty OR r.absence_reason NOT IN ('home_teaching', 'postponed', 'illness', 'disability')) THEN 1
            WHEN y.age IS NOT NULL AND r.schooling_empty IS NOT NULL THEN 0
        END) AS absent_pupils,
        SUM(CASE
            WHEN r.resident_insured = FALSE AND r.employee_insured = FALSE THEN 1
            WHEN r.resident_insured OR r.employee_insured THEN 0
        END) AS uninsured_members,
        SUM(CASE WHEN r.working THEN 1 WHEN r.working IS NOT NULL OR r.working_empty THEN 0 END) AS workers,
        SUM(CASE WHEN r.working AND r.work_area IN ('province', 'outside', 'abroad') THEN 1 WHEN r.working IS NOT NULL OR r.working_empty THEN 0 END) AS far_workers,
        SUM(CASE WHEN r.post IS NOT NULL THEN 1 WHEN r.post_empty THEN 0 END) AS post_holders,
        SUM(CASE WHEN r.dibao THEN 1 WHEN r.dibao IS NOT NULL OR r.dibao_empty THEN 0 END) AS dibao_members,
        SUM(CASE WHEN r.tekun THEN 1 WHEN r.tekun IS NOT NULL OR r.tekun_empty THEN 0 END) AS tekun_members,
        SUM(CASE WHEN r.travel_subsidy_yuan IS NOT NULL THEN r.travel_subsidy_yuan WHEN r.travel_subsidy_yuan_empty THEN 0 END) AS travel_subsidy_yuan
    FROM register_person AS r
    INNER JOIN quality_person AS y ON y.person_id = r.person_id
    CROSS JOIN p
    WHERE r.household_id IS NOT NULL
    GROUP BY r.household_id
),
-- The first risk must be known; one that the file does not ask for, or that was left empty, is no risk.
risks AS (
    SELECT
        h.household_id,
        CASE WHEN h.risk_1_empty THEN '' ELSE h.risk_1 END AS r1,
        CASE WHEN h.risk_2_empty IS NOT FALSE THEN '' ELSE h.risk_2 END AS r2,
        CASE WHEN h.risk_3_empty IS NOT FALSE THEN '' ELSE h.risk_3 END AS r3,
        CASE WHEN h.risk_4_empty IS NOT FALSE THEN '' ELSE h.risk_4 END AS r4,
        CASE WHEN h.risk_5_empty IS NOT FALSE THEN '' ELSE h.risk_5 END AS r5
    FROM register_household AS h
),
done AS (
    SELECT
        h.household_id,
        NOT h.industry_measures_empty AS industry,
        NOT h.work_measures_empty AS work,
        NOT h.finance_measures_empty AS finance,
        NOT h.post_measures_empty AS post,
        NOT h.housing_measures_empty AS housing,
        NOT h.relocation_measures_empty AS relocation,
        NOT h.water_measures_empty AS water,
        NOT h.health_measures_empty AS health,
        NOT h.schooling_measures_empty AS schooling,
        NOT h.education_measures_empty AS education,
        NOT h.general_measures_empty AS general,
        NOT h.social_measures_empty AS social,
        COALESCE(NOT h.living_measures_empty, FALSE) OR COALESCE(NOT h.infrastructure_measures_empty, FALSE) AS works
    FROM register_household AS h
)
SELECT
    h.household_id,
    h.area_code,
    CASE WHEN h.monitoring_class IS NOT NULL THEN TRUE WHEN h.monitoring_class_empty THEN FALSE END AS monitored,
    h.eliminated AS eliminated,
    h.eliminated_empty AS eliminated_empty,
    h.elimination_kind AS elimination_kind,
    h.elimination_kind_empty AS elimination_kind_empty,
    h.identified_on AS identified_on,
    h.eliminated_on AS eliminated_on,
    h.eliminated_on_empty AS eliminated_on_empty,
    h.no_labour_safety_net AS no_labour_safety_net,
    k.r1 = 'illness' OR k.r2 = 'illness' OR k.r3 = 'illness' OR k.r4 = 'illness' OR k.r5 = 'illness' AS risk_illness,
    starts_with(k.r1, 'disaster') OR starts_with(k.r2, 'disaster') OR starts_with(k.r3, 'disaster')
    OR starts_with(k.r4, 'disaster') OR starts_with(k.r5, 'disaster') AS risk_disaster,
    k.r1 = 'disaster' OR k.r2 = 'disaster' OR k.r3 = 'disaster' OR k.r4 = 'disaster' OR k.r5 = 'disaster' AS risk_disaster_plain,
    k.r1 = 'disability' OR k.r2 = 'disability' OR k.r3 = 'disability' OR k.r4 = 'disability' OR k.r5 = 'disability' AS risk_disability,
    k.r1 = 'labour' OR k.r2 = 'labour' OR k.r3 = 'labour' OR k.r4 = 'labour' OR k.r5 = 'labour' AS risk_labour,
    k.r1 = 'business' OR k.r2 = 'business' OR k.r3 = 'business' OR k.r4 = 'business' OR k.r5 = 'business' AS risk_business,
    k.r1 = 'employment' OR k.r2 = 'employment' OR k.r3 = 'employment' OR k.r4 = 'employment' OR k.r5 = 'employment' AS risk_employment,
    k.r1 = 'education' OR k.r2 = 'education' OR k.r3 = 'education' OR k.r4 = 'education' OR k.r5 = 'education' AS risk_education,
    k.r1 = 'housing' OR k.r2 = 'housing' OR k.r3 = 'housing' OR k.r4 = 'housing' OR k.r5 = 'housing' AS risk_housing,
    k.r1 = 'water' OR k.r2 = 'water' OR k.r3 = 'water' OR k.r4 = 'water' OR k.r5 = 'water' AS risk_water,
    k.r1 = 'other' OR k.r2 = 'other' OR k.r3 = 'other' OR k.r4 = 'other' OR k.r5 = 'other' AS risk_other,
    k.r1 <> '' OR k.r2 <> '' OR k.r3 <> '' OR k.r4 <> '' OR k.r5 <> '' AS risk_filled,
    (k.r1 <> '' AND (k.r1 = k.r2 OR k.r1 = k.r3 OR k.r1 = k.r4 OR k.r1 = k.r5))
    OR (k.r2 <> '' AND (k.r2 = k.r3 OR k.r2 = k.r4 OR k.r2 = k.r5))
    OR (k.r3 <> '' AND (k.r3 = k.r4 OR k.r3 = k.r5)) OR (k.r4 <> '' AND k.r4 = k.r5) AS risk_twice,
    (k.r1 = '' AND (k.r2 <> '' OR k.r3 <> '' OR k.r4 <> '' OR k.r5 <> '')) OR (k.r2 = '' AND (k.r3 <> '' OR k.r4 <> '' OR k.r5 <> ''))
    OR (k.r3 = '' AND (k.r4 <> '' OR k.r5 <> '')) OR (k.r4 = '' AND k.r5 <> '') AS risk_gap,
    h.disaster_kind_empty AS disaster_kind_empty,
    CASE WHEN h.disaster_kind_empty THEN FALSE ELSE h.disaster_kind = 'disaster_other' END AS disaster_kind_other,
    h.disaster_remark_empty AS disaster_remark_empty,
    h.risk_remark_empty AS risk_remark_empty,
    h.dropout AS dropout,
    h.uninsured AS uninsured,
    h.housing_damaged AS housing_damaged,
    h.water_damaged AS water_damaged,
    h.unsafe_house AS unsafe_house,
    h.safe_water AS safe_water,
    h.after_dropout AS after_dropout,
    h.after_uninsured AS after_uninsured,
    h.after_housing_damaged AS after_housing_damaged,
    h.after_water_damaged AS after_water_damaged,
    CAST(h.after_dropout_empty AS BIGINT) + CAST(h.after_uninsured_empty AS BIGINT)
    + CAST(h.after_housing_damaged_empty AS BIGINT) + CAST(h.after_water_damaged_empty AS BIGINT) AS after_guarantees_empty,
    h.after_net_per_head_yuan AS after_net_per_head_yuan,
    h.after_net_yuan_empty OR h.after_net_per_head_yuan_empty AS after_income_empty,
    h.after_own_pay_yuan_empty AS after_own_pay_empty,
    h.after_own_pay_yuan AS after_own_pay_yuan,
    h.own_pay_yuan AS own_pay_yuan,
    h.net_per_head_yuan AS net_per_head_yuan,
    h.members AS account_members,
    CAST(h.net_yuan + COALESCE(h.claim_yuan, 0) - h.own_pay_yuan AS DECIMAL(16, 2)) AS reference_income_yuan,
    h.wage_yuan AS wage_yuan,
    h.business_yuan AS business_yuan,
    h.transfer_yuan AS transfer_yuan,
    CASE WHEN h.item_post > 0 THEN FALSE WHEN h.item_post IS NOT NULL OR h.item_post_empty THEN TRUE END AS post_income_none,
    m.members AS members,
    CAST(m.able_members AS BIGINT) AS able_members,
    CAST(m.half_members AS BIGINT) AS half_members,
    CAST(m.adults_able AS BIGINT) AS adults_able,
    CAST(m.disabled_members AS BIGINT) AS disabled_members,
    CAST(m.severe_members AS BIGINT) AS severe_members,
    CAST(m.severe_without AS BIGINT) AS severe_without,
    CAST(m.ill_members AS BIGINT) AS ill_members,
    CAST(m.students AS BIGINT) AS students,
    CAST(m.pupils AS BIGINT) AS pupils,
    CAST(m.vocational_students AS BIGINT) AS vocational_students,
    CAST(m.absent_pupils AS BIGINT) AS absent_pupils,
    CAST(m.uninsured_members AS BIGINT) AS uninsured_members,
    CAST(m.workers AS BIGINT) AS workers,
    CAST(m.far_workers AS BIGINT) AS far_workers,
    CAST(m.post_holders AS BIGINT) AS post_holders,
    CAST(m.dibao_members AS BIGINT) AS dibao_members,
    CAST(m.tekun_members AS BIGINT) AS tekun_members,
    CAST(m.travel_subsidy_yuan AS DECIMAL(16, 2)) AS travel_subsidy_yuan,
    h.measures AS measures,
    h.first_measure_on AS first_measure_on,
    h.first_measure_on_empty AS first_measure_empty,
    h.development_measure AS development_marked,
    d.industry OR d.work OR d.finance OR d.post OR d.housing OR d.relocation OR d.water OR d.health OR d.schooling
    OR d.education OR d.general OR d.social OR d.works AS any_measure,
    d.industry OR d.work OR d.finance OR d.post AS development_measure,
    COALESCE(h.industry_measures_crops OR h.industry_measures_animals OR h.industry_measures_processing
        OR h.industry_measures_tourism OR h.industry_measures_commerce OR h.industry_measures_award OR h.industry_measures_led, FALSE)
    OR COALESCE(h.work_measures_away OR h.work_measures_export OR h.work_measures_workshop OR h.work_measures_travel
        OR h.work_measures_award OR h.work_measures_business, FALSE)
    OR COALESCE(h.finance_measures_microcredit OR h.finance_measures_loan OR h.finance_measures_insurance, FALSE)
    OR d.post AS solid_development,
    d.industry OR d.work OR d.finance OR d.post OR d.housing OR d.relocation OR d.water OR d.health OR d.schooling
    OR d.education OR d.social OR d.works AS other_than_general,
    d.industry AS industry_measure,
    d.work AS work_measure,
    CASE WHEN h.work_measures_empty THEN FALSE
        ELSE h.work_measures_away OR h.work_measures_export OR h.work_measures_workshop OR h.work_measures_award END AS work_held,
    CASE WHEN h.work_measures_empty THEN FALSE ELSE h.work_measures_export END AS export_measure,
    CASE WHEN h.work_measures_empty THEN FALSE ELSE h.work_measures_travel END AS travel_measure,
    CASE WHEN h.finance_measures_empty THEN FALSE ELSE h.finance_measures_microcredit END AS microcredit,
    d.post AS post_measure,
    d.housing AS housing_measure,
    d.relocation AS relocation_measure,
    CASE WHEN h.relocation_measures_empty THEN FALSE ELSE h.relocation_measures_poverty END AS poverty_relocation,
    d.water AS water_measure,
    d.health AS health_measure,
    d.schooling AS schooling_measure,
    d.education AS education_measure,
    CASE WHEN h.education_measures_empty THEN FALSE ELSE h.education_measures_yulu END AS yulu_measure,
    d.general AS general_measure,
    CASE WHEN h.general_measures_empty THEN FALSE ELSE h.general_measures_dibao END AS dibao_measure,
    CASE WHEN h.general_measures_empty THEN FALSE ELSE h.general_measures_tekun END AS tekun_measure,
    CASE WHEN h.general_measures_empty THEN FALSE
        ELSE h.general_measures_disability_living OR h.general_measures_disability_care END AS allowance_measure,
    d.social AS social_measure
FROM register_household AS h
INNER JOIN of_members AS m ON m.household_id = h.household_id
INNER JOIN risks AS k ON k.household_id = h.household_id
INNER JOIN done AS d ON d.household_id = h.household_id
