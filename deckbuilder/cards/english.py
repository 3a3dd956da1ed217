"""English words that names are made of, and what says the same in Japanese.

Those of programs, of which an answer may say several with what joins them, stand in `echoes.py`; these only tell a name
that is translated word by word, and nothing else: Deep Learning, 深層学習.
"""

ENGLISH = {
    word: "".join(japanese)
    for word, *japanese in (
        pair.split()
        for pair in (
            "abstract 抽象,access 接近 接続,account 口座 勘定,advanced 高度 先進,analysis 分析 解析,application 応用 適用,argument 引数,"
            "artificial 人工,asset 資産,atomicity 原子 不可分,authentication 認証,authorization 認可,availability 可用,balance 均衡 残高,"
            "balancer 分散 装置,binary 二進 二分,breadth 幅,business 事業 業務 経営,capital 資本,certificate 証明書,cloud 雲,coding 符号化,"
            "communication 通信,compression 圧縮,computer 計算機,concurrency 並行 同時実行,confidentiality 機密,consistency 一貫 整合,"
            "constant 定数,continuous 継続的 連続,control 制御 管理 統制,corporate 企業,cost 費用 原価,customer 顧客,cyber 電脳,database 情報,"
            "decision 意思決定,decryption 復号,deep 深層,defense 防御,demand 需要,dependency 依存,depth 深 優先,design 設計,development 開発,"
            "device 装置 機器,digital 電子,distributed 分散,document 文書,domain 領域,durability 永続 耐久,economy 経済,electronic 電子,"
            "encapsulation 隠蔽,encryption 暗号,engineering 工学,entity 実体,environment 環境,evaluation 評価,exception 例外,expert 専門家,"
            "external 外部,foreign 外部,form 形 書式,generation 世代 生成,generative 生成,genetic 遺伝的,global 大域的 世界,graph 図,human 人間 人的,"
            "identity 識別 身元,income 所得 収入 利益,inference 推論,information 情報,inheritance 継承,injection 注入,integration 統合,"
            "integrity 完全 整合,intelligence 知能,internal 内部,international 国際,isolation 分離 独立,knowledge 知識,language 言語,law 法,"
            "lead 主導 先行,learning 学習,level 水準 段階,liability 負債 責任,life 生命 寿命,linear 線形,load 負荷,logic 論理,logical 論理,loss 損失,"
            "machine 機械 マシン,maintenance 保守,management 管理 経営,manager 管理者,market 市場,memory 記憶 メモリ,method 方法 手法,"
            "middle 中間,mobile 移動 携帯,national 国家 国民 国内,natural 自然,neural 神経,normalization 正規化,object 物体 対象,open 公開,"
            "operation 運用 操作 演算,optimization 最適化,organization 組織,parallel 並列,parameter 引数 母数,performance 性能 業績,"
            "personal 個人,physical 物理 物理的,plan 計画,planning 計画 立案,policy 方針 政策,polymorphism 多態 多様,primary 主 一次,"
            "process 過程 工程 処理,processing 処理,product 製品 商品 積,production 生産 本番,profit 利益,project 計画,property 性質 財産,"
            "quality 品質,quantity 数量,queue 待 行列,reality 現実,recognition 認識,recovery 回復 復旧,reinforcement 強化,relation 関係,"
            "reliability 信頼,report 報告書,requirement 要件 要求,research 研究 調査,resource 資源,risk 危険,rule 規則,safety 安全,scale 規模 尺度,"
            "schedule 日程 予定,science 科学,scope 範囲,secondary 副 二次,security 安全 保安 保障 証券,sequence 順序 系列,signature 署名,"
            "social 社会 社会的,society 社会,software 軟体,space 空間,speech 音声,staff 職員,standard 標準 規格,state 状態 国家,storage 記憶 保管,"
            "strategy 戦略,structure 構造,superior 上位 上級 上司,supervised 教師,supply 供給,support 支援,surface 表面,system 体系 制度,"
            "task 課題 作業,team 組,technology 技術,term 用語 期間,test 試験,theory 理論,training 訓練 研修,transfer 転送 移転,tree 木,"
            "trust 信頼 信託,union 和 組合,unit 単位 装置,unsupervised 教師,validation 妥当 検証,variable 変数,verification 検証,virtual 仮想,"
            "vision 視覚 展望,voice 音声,vulnerability 脆弱,waste 廃棄 無駄,weight 重 重量,work 仕事 作業,working 作業,world 世界"
        ).split(",")
    )
}
