import { aliases, factsOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const numpy = factsOf("documented", "NumPy: Thread Safety; global interpreter lock in ufuncs and linear algebra");
const held = factsOf(
  "reported",
  "four threads against four tasks: gains near one for object code and I/O of pandas, 1.25 for matplotlib",
);
const pandas = factsOf("documented", "pandas: Scaling, Thread-safety, IO tools, Group by");
const scipy = factsOf("documented", "SciPy: Parallel execution; scikit-learn: Parallelism");
const deep = factsOf("documented", "PyTorch: CPU threading; TensorFlow: guide; XGBoost, LightGBM: their manuals");
const frames = factsOf("documented", "Polars, PyArrow, Dask, DuckDB, NetworkX, Numba: their manuals");

const ARRAY = { returns: "numpy.ndarray" };
const FRAME = { returns: "pandas.DataFrame" };
const SERIES = { returns: "pandas.Series" };
const UFUNCS =
  "add subtract multiply divide power mod remainder exp exp2 expm1 log log2 log10 log1p sqrt cbrt square sin cos tan arcsin arccos arctan arctan2 sinh cosh tanh abs absolute fabs sign floor ceil rint maximum minimum fmax fmin logical_and logical_or logical_not isnan isinf isfinite greater less equal hypot degrees radians clip round where reciprocal negative";
const REDUCTIONS =
  "sum prod mean std var min max argmin argmax cumsum cumprod any all median average percentile quantile nansum nanmean nanstd nanmin nanmax ptp count_nonzero diff trace";
const HEAVY =
  "dot matmul vdot inner outer tensordot einsum kron sort argsort partition argpartition unique convolve correlate histogram histogram2d bincount interp searchsorted cov corrcoef gradient cross";
const MAKERS =
  "array asarray zeros ones empty full arange linspace logspace eye identity zeros_like ones_like empty_like full_like meshgrid diag tile repeat concatenate stack vstack hstack dstack column_stack split array_split reshape ravel transpose swapaxes moveaxis expand_dims squeeze flip fliplr flipud rot90 roll pad copy frombuffer fromiter atleast_1d atleast_2d broadcast_to nonzero argwhere take put delete insert append isin tril triu ascontiguousarray";
const LINALG =
  "inv solve det eig eigh eigvals eigvalsh svd qr cholesky norm lstsq pinv matrix_rank cond matrix_power multi_dot slogdet";
const READERS =
  "read_csv read_table read_excel read_json read_parquet read_feather read_pickle read_hdf read_html read_xml read_fwf read_orc read_sas read_spss read_stata";
const WRITERS = "to_excel to_pickle to_hdf";
const FRAME_WRITERS = "to_feather to_stata";
const WORK =
  "sort_values sort_index unstack drop_duplicates duplicated fillna dropna replace astype rank quantile describe value_counts corr cov sum mean median std var min max count cumsum diff pct_change shift isna notna isin nlargest nsmallest interpolate explode transpose to_numpy round clip abs sample combine_first";
const FRAME_WORK = "merge join pivot pivot_table melt stack query eval";
const LIGHT =
  "head tail copy rename drop reset_index reindex add_prefix add_suffix filter pop squeeze items keys equals memory_usage";
const FRAME_LIGHT = "set_index assign select_dtypes insert";
const ESTIMATOR = "fit fit_transform partial_fit";
const PREDICT = "predict predict_proba predict_log_proba decision_function transform inverse_transform score";

/** Numbers, frames, models. "Native" does not mean "parallel": rows say what frees the GIL and what keeps it. */
export const SCIENCE: LibraryTable = {
  callables: [
    numpy.releases("numpy", UFUNCS, ARRAY),
    numpy.releases("numpy", REDUCTIONS, ARRAY),
    numpy.releases("numpy", HEAVY, ARRAY),
    numpy.pure("numpy", MAKERS, ARRAY),
    numpy.pure(
      "numpy",
      "dtype shape ndim size finfo iinfo isscalar seterr errstate set_printoptions float32 float64 int32 int64 uint8",
    ),
    numpy.cpu("numpy", "vectorize apply_along_axis apply_over_axes piecewise fromfunction frompyfunc", 0),
    numpy.holds("numpy", "array_str array2string array_repr", 0, { returns: "builtins.str" }),
    numpy.blocks("file", "numpy", "load loadtxt genfromtxt fromfile memmap", ARRAY),
    numpy.blocks("file", "numpy", "save savez savez_compressed savetxt"),
    numpy.holds("numpy", "fromstring", 0, ARRAY),
    numpy.releases("numpy.linalg", LINALG, ARRAY),
    numpy.releases("numpy.fft", "fft ifft fft2 ifft2 fftn ifftn rfft irfft hfft", ARRAY),
    numpy.pure("numpy.fft", "fftfreq fftshift ifftshift rfftfreq"),
    numpy.releases(
      "numpy.random",
      "rand randn random normal uniform poisson exponential binomial gamma beta standard_normal multivariate_normal",
      ARRAY,
    ),
    numpy.releases("numpy.random", "randint choice permutation shuffle random_sample dirichlet multinomial", ARRAY),
    numpy.pure("numpy.random", "seed RandomState"),
    numpy.pure("numpy.random", "default_rng", { returns: "numpy.random.Generator" }),
    numpy.releases(
      "numpy.random.Generator",
      "random normal uniform integers choice permutation shuffle poisson exponential standard_normal",
      ARRAY,
    ),
    numpy.releases(
      "numpy.ndarray",
      "sum prod mean std var min max argmin argmax cumsum cumprod any all dot sort argsort clip round searchsorted trace",
      ARRAY,
    ),
    numpy.pure(
      "numpy.ndarray",
      "reshape ravel flatten transpose astype copy view swapaxes squeeze repeat take put fill nonzero item resize",
      ARRAY,
    ),
    numpy.holds("numpy.ndarray", "tolist", "receiver", { returns: "builtins.list" }),
    numpy.pure("numpy.ndarray", "tobytes", { returns: "builtins.bytes" }),
    numpy.blocks("file", "numpy.ndarray", "tofile dump"),

    held.blocks("file", "pandas", READERS, FRAME),
    held.blocks("database", "pandas", "read_sql read_sql_query read_sql_table", FRAME),
    held.blocks("file", "pandas", "ExcelFile ExcelWriter HDFStore"),
    held.blocks("file", "pandas.DataFrame pandas.Series", WRITERS),
    held.blocks("file", "pandas.DataFrame", FRAME_WRITERS),
    // Without a place to write to, these give back what they would write.
    held.blocks("file", "pandas.DataFrame pandas.Series", "to_csv to_json", { onlyWith: place(0, "path_or_buf") }),
    held.blocks("file", "pandas.DataFrame pandas.Series", "to_latex to_markdown", { onlyWith: place(0, "buf") }),
    held.blocks("file", "pandas.DataFrame", "to_html", { onlyWith: place(0, "buf") }),
    held.blocks("file", "pandas.DataFrame", "to_xml", { onlyWith: place(0, "path_or_buffer") }),
    held.blocks("file", "pandas.DataFrame", "to_parquet to_orc", { onlyWith: place(0, "path") }),
    held.blocks("database", "pandas.DataFrame pandas.Series", "to_sql"),
    held.holds(
      "pandas",
      "concat merge merge_asof merge_ordered pivot_table crosstab json_normalize cut qcut factorize get_dummies melt",
      0,
      FRAME,
    ),
    held.holds("pandas", "to_datetime to_numeric to_timedelta unique isna notna", 0, SERIES),
    pandas.pure(
      "pandas",
      "Index MultiIndex Timestamp Timedelta date_range bdate_range period_range Categorical isnull notnull",
    ),
    pandas.pure("pandas", "DataFrame Series"),
    pandas.pure("pandas", "set_option get_option option_context Grouper NamedAgg"),
    held.holds("pandas.DataFrame pandas.Series", WORK, "receiver", { returns: "receiver" }),
    held.holds("pandas.DataFrame", FRAME_WORK, "receiver", FRAME),
    pandas.pure("pandas.DataFrame pandas.Series", "groupby resample rolling expanding ewm", {
      returns: "pandas.core.groupby.GroupBy",
      lazy: true,
    }),
    pandas.cpu("pandas.DataFrame pandas.Series", "apply map agg aggregate transform pipe", "receiver", {
      returns: "receiver",
      callsBack: place(0, "func"),
    }),
    pandas.cpu("pandas.DataFrame", "iterrows itertuples", "receiver", { lazy: true }),
    pandas.cpu("pandas.DataFrame pandas.Series", "to_dict to_string", "receiver"),
    pandas.cpu("pandas.DataFrame", "to_records", "receiver"),
    pandas.cpu("pandas.Series", "to_list tolist", "receiver"),
    pandas.formerly(pandas.cpu("pandas.DataFrame", "applymap", "receiver", { ...FRAME, callsBack: place(0, "func") })),
    pandas.pure("pandas.DataFrame pandas.Series", LIGHT, { returns: "receiver" }),
    pandas.pure("pandas.DataFrame", FRAME_LIGHT, FRAME),
    pandas.pure("pandas.DataFrame", "from_dict from_records", FRAME),
    held.holds(
      "pandas.core.groupby.GroupBy",
      "sum mean median min max count size first last std var nunique cumsum rank quantile",
      "receiver",
      FRAME,
    ),
    pandas.cpu("pandas.core.groupby.GroupBy", "apply agg aggregate transform filter", "receiver", {
      ...FRAME,
      callsBack: place(0, "func"),
    }),
    pandas.cpu(
      "pandas.core.strings.StringMethods",
      "contains replace split extract lower upper strip match findall len cat",
      "receiver",
      SERIES,
    ),

    scipy.releases(
      "scipy.linalg",
      "inv solve det eig eigh eigvals eigvalsh svd qr cholesky norm lstsq pinv expm lu schur hessenberg sqrtm",
      ARRAY,
    ),
    scipy.releases("scipy.fft scipy.fftpack", "fft ifft rfft irfft fft2 dct idct", ARRAY),
    scipy.holds(
      "scipy.signal",
      "convolve fftconvolve correlate lfilter filtfilt sosfilt welch spectrogram stft resample find_peaks savgol_filter",
      0,
      ARRAY,
    ),
    scipy.holds(
      "scipy.ndimage",
      "gaussian_filter median_filter uniform_filter zoom rotate label convolve sobel binary_dilation binary_erosion",
      0,
      ARRAY,
    ),
    scipy.cpu(
      "scipy.optimize",
      "minimize curve_fit least_squares root fsolve brentq minimize_scalar differential_evolution linprog milp",
      0,
      { slow: true },
    ),
    scipy.cpu("scipy.integrate", "quad odeint solve_ivp dblquad simpson trapezoid", 0),
    scipy.holds(
      "scipy.interpolate",
      "interp1d griddata splrep splev UnivariateSpline CubicSpline RegularGridInterpolator",
      0,
    ),
    scipy.holds(
      "scipy.stats",
      "pearsonr spearmanr ttest_ind ttest_rel linregress ks_2samp chi2_contingency mannwhitneyu zscore describe gaussian_kde",
      0,
    ),
    scipy.holds("scipy.spatial", "KDTree cKDTree Delaunay ConvexHull Voronoi", 0),
    scipy.releases("scipy.spatial.distance", "cdist pdist squareform", ARRAY),
    scipy.pure("scipy.spatial.distance", "euclidean cosine cityblock hamming"),
    scipy.holds("scipy.sparse.linalg", "spsolve eigs eigsh svds splu", 0),
    scipy.pure("scipy.sparse", "csr_matrix csc_matrix coo_matrix lil_matrix dok_matrix eye hstack vstack"),
    scipy.blocks("file", "scipy.io", "loadmat savemat"),
    scipy.blocks("file", "scipy.io.wavfile", "read write"),

    scipy.releases("sklearn.base.BaseEstimator", `${ESTIMATOR} ${PREDICT}`, { slow: true, ...ARRAY }),
    scipy.pure("sklearn.base.BaseEstimator", "get_params set_params"),
    scipy.releases(
      "sklearn.model_selection",
      "cross_val_score cross_validate cross_val_predict learning_curve validation_curve",
      { slow: true },
    ),
    scipy.releases("sklearn.model_selection", "train_test_split", { returns: "builtins.list" }),
    scipy.pure("sklearn.pipeline", "Pipeline make_pipeline FeatureUnion"),
    scipy.holds(
      "sklearn.metrics",
      "accuracy_score f1_score precision_score recall_score roc_auc_score mean_squared_error r2_score confusion_matrix classification_report mean_absolute_error log_loss",
      0,
    ),
    scipy.releases(
      "sklearn.metrics.pairwise",
      "cosine_similarity euclidean_distances pairwise_distances linear_kernel",
      ARRAY,
    ),
    held.holds("statsmodels.api", "OLS Logit GLM WLS add_constant", 0),
    held.holds("statsmodels.base.model.Model", "fit predict", "receiver", { slow: true }),

    deep.releases(
      "torch",
      "matmul mm bmm einsum conv2d softmax relu sigmoid tanh exp log sum mean cat stack topk sort argsort cumsum where clamp",
      { returns: "torch.Tensor" },
    ),
    deep.pure(
      "torch",
      "tensor zeros ones empty rand randn arange linspace full eye from_numpy as_tensor device manual_seed no_grad inference_mode",
    ),
    deep.pure("torch", "set_num_threads get_num_threads is_tensor compile set_grad_enabled"),
    deep.blocks("file", "torch", "load save"),
    deep.releases("torch.Tensor", "backward matmul mm sum mean max min argmax softmax exp log pow norm", {
      returns: "torch.Tensor",
    }),
    deep.pure(
      "torch.Tensor",
      "to cuda cpu detach numpy view reshape permute transpose squeeze unsqueeze clone float half item size dim requires_grad_",
      {
        returns: "torch.Tensor",
      },
    ),
    deep.holds("torch.Tensor", "tolist", "receiver", { returns: "builtins.list" }),
    deep.releases("torch.nn.Module", "__call__ forward", { slow: true, returns: "torch.Tensor" }),
    deep.pure(
      "torch.nn.Module",
      "eval train parameters state_dict to cuda zero_grad named_parameters load_state_dict modules",
    ),
    deep.releases("torch.optim.Optimizer", "step", { slow: true }),
    deep.pure("torch.optim.Optimizer", "zero_grad state_dict"),
    deep.blocks("file", "torch.hub", "load download_url_to_file"),
    deep.releases(
      "tensorflow.keras.Model keras.Model",
      "fit predict evaluate train_on_batch predict_on_batch __call__",
      { slow: true },
    ),
    deep.pure("tensorflow.keras.Model keras.Model", "compile summary add get_layer"),
    deep.blocks("file", "tensorflow.keras.Model keras.Model", "save save_weights load_weights"),
    deep.blocks("file", "tensorflow.keras.models keras.models", "load_model save_model"),
    deep.releases("tensorflow", "matmul reduce_sum reduce_mean concat", {}),
    deep.pure("tensorflow", "constant Variable convert_to_tensor cast reshape function"),
    deep.releases("xgboost lightgbm", "train cv", { slow: true }),
    deep.releases("xgboost.Booster lightgbm.Booster catboost.CatBoost", "predict", { slow: true }),
    deep.releases("catboost.CatBoost", "fit", { slow: true }),
    deep.pure("onnxruntime", "InferenceSession", { client: "resource" }),
    deep.releases("onnxruntime.InferenceSession", "run", { slow: true }),
    deep.releases("transformers.Pipeline", "__call__", { slow: true }),
    deep.blocks("file", "transformers", "pipeline", { returns: "transformers.Pipeline", client: "resource" }),
    deep.blocks(
      "file",
      "transformers.PreTrainedModel transformers.PreTrainedTokenizer",
      "from_pretrained save_pretrained",
    ),
    deep.releases("transformers.PreTrainedModel", "generate __call__", { slow: true }),
    deep.releases("transformers.PreTrainedTokenizer", "__call__ encode decode batch_decode tokenize", {}),
    deep.blocks("file", "sentence_transformers", "SentenceTransformer", { client: "resource" }),
    deep.releases("sentence_transformers.SentenceTransformer", "encode", { slow: true, ...ARRAY }),
    deep.blocks("file", "spacy", "load", { returns: "spacy.language.Language", client: "resource" }),
    deep.cpu("spacy.language.Language", "__call__", 0, { slow: true }),
    deep.cpu("spacy.language.Language", "pipe", 0, { lazy: true }),
    deep.cpu("nltk", "word_tokenize sent_tokenize pos_tag ne_chunk", 0),
    deep.blocks("network", "nltk", "download"),
    deep.cpu("gensim.models", "Word2Vec LdaModel Doc2Vec FastText", 0, { slow: true }),
    deep.releases("whisper", "load_model", { slow: true }),
    deep.releases("faiss.Index", "search add train", {}),

    frames.releases("polars", "read_csv read_parquet read_json read_excel read_ipc read_ndjson concat", {
      returns: "polars.DataFrame",
    }),
    frames.pure("polars", "scan_csv scan_parquet scan_ndjson", { returns: "polars.LazyFrame", lazy: true }),
    frames.pure("polars", "DataFrame Series col lit when all sum count"),
    frames.releases("polars.LazyFrame", "collect sink_parquet sink_csv", { returns: "polars.DataFrame" }),
    frames.suspends("polars.LazyFrame", "collect_async", { returns: "polars.DataFrame" }),
    frames.pure("polars.LazyFrame", "filter select with_columns group_by join sort limit head drop rename unique", {
      returns: "polars.LazyFrame",
      lazy: true,
    }),
    frames.releases(
      "polars.DataFrame",
      "filter select with_columns group_by join sort unique pivot write_csv write_parquet write_json to_pandas sum mean",
      {
        returns: "polars.DataFrame",
      },
    ),
    frames.cpu("polars.DataFrame", "iter_rows to_dicts rows map_rows", "receiver"),
    frames.releases("pyarrow.parquet", "read_table write_table"),
    frames.releases("pyarrow.csv", "read_csv write_csv"),
    frames.pure("pyarrow", "table array schema field"),
    frames.cpu(
      "networkx",
      "shortest_path pagerank betweenness_centrality connected_components all_pairs_shortest_path dijkstra_path minimum_spanning_tree",
      0,
      { slow: true },
    ),
    frames.pure("networkx", "Graph DiGraph MultiGraph"),
    frames.cpu("sympy", "simplify solve integrate diff expand factor limit lambdify", 0, { slow: true }),
    frames.holds("rapidfuzz.process", "extract extractOne cdist", 1),
    frames.holds("rapidfuzz.fuzz", "ratio partial_ratio token_sort_ratio token_set_ratio WRatio", 0),
    frames.cpu("fuzzywuzzy.process thefuzz.process", "extract extractOne dedupe", 1),
    frames.cpu("fuzzywuzzy.fuzz thefuzz.fuzz", "ratio partial_ratio token_sort_ratio token_set_ratio WRatio", 0),
    frames.pure("numba", "jit njit prange vectorize guvectorize"),
    frames.blocks("file", "h5py", "File", { client: "resource" }),
    frames.blocks("file", "xarray", "open_dataset load_dataset open_mfdataset"),
    frames.blocks("file", "geopandas", "read_file read_parquet"),
    frames.holds("shapely.ops", "unary_union transform", 0),
    frames.pure("shapely.geometry", "Point Polygon LineString box MultiPolygon shape mapping"),
    frames.blocks("file", "rasterio astropy.io.fits", "open"),
    frames.blocks("file", "netCDF4", "Dataset"),
  ].flat(),
  classes: [
    { path: "pandas.core.strings.StringMethods", nominal: true },
    { path: "pandas.core.groupby.GroupBy", nominal: true },
    {
      path: "numpy.ndarray",
      operator: "numpy.ndarray",
      subscripts: "numpy.ndarray",
      attributes: { T: "numpy.ndarray", shape: "builtins.tuple", size: "builtins.int" },
    },
    {
      path: "pandas.DataFrame",
      operator: "pandas.DataFrame",
      subscripts: "pandas.Series",
      attributes: { values: "numpy.ndarray", T: "pandas.DataFrame", columns: "pandas.Index", index: "pandas.Index" },
    },
    {
      path: "pandas.Series",
      operator: "pandas.Series",
      attributes: { values: "numpy.ndarray", str: "pandas.core.strings.StringMethods", index: "pandas.Index" },
    },
    { path: "torch.Tensor", operator: "torch.Tensor", subscripts: "torch.Tensor" },
    { path: "torch.nn.Module", onCall: "torch.nn.Module.__call__" },
    { path: "torch.nn.Sequential", bases: ["torch.nn.Module"] },
    ...["Adam", "AdamW", "SGD", "RMSprop", "Adagrad"].map((name) => ({
      path: `torch.optim.${name}`,
      bases: ["torch.optim.Optimizer"],
    })),
    { path: "tensorflow.keras.Sequential", bases: ["tensorflow.keras.Model"] },
    { path: "keras.Sequential", bases: ["keras.Model"] },
    { path: "transformers.Pipeline", onCall: "transformers.Pipeline.__call__" },
    { path: "spacy.language.Language", onCall: "spacy.language.Language.__call__" },
    { path: "sklearn.pipeline.Pipeline", bases: ["sklearn.base.BaseEstimator"] },
    ...(
      [
        [
          "linear_model",
          "LinearRegression LogisticRegression Ridge Lasso ElasticNet SGDClassifier SGDRegressor Perceptron",
        ],
        [
          "ensemble",
          "RandomForestClassifier RandomForestRegressor GradientBoostingClassifier GradientBoostingRegressor IsolationForest AdaBoostClassifier HistGradientBoostingClassifier ExtraTreesClassifier VotingClassifier",
        ],
        ["svm", "SVC SVR LinearSVC LinearSVR OneClassSVM"],
        ["tree", "DecisionTreeClassifier DecisionTreeRegressor"],
        ["neighbors", "KNeighborsClassifier KNeighborsRegressor NearestNeighbors"],
        ["cluster", "KMeans MiniBatchKMeans DBSCAN AgglomerativeClustering SpectralClustering"],
        ["decomposition", "PCA TruncatedSVD NMF LatentDirichletAllocation"],
        ["naive_bayes", "GaussianNB MultinomialNB BernoulliNB"],
        ["neural_network", "MLPClassifier MLPRegressor"],
        [
          "preprocessing",
          "StandardScaler MinMaxScaler OneHotEncoder LabelEncoder PolynomialFeatures RobustScaler OrdinalEncoder",
        ],
        ["feature_extraction.text", "TfidfVectorizer CountVectorizer HashingVectorizer"],
        ["model_selection", "GridSearchCV RandomizedSearchCV"],
        ["manifold", "TSNE"],
        ["impute", "SimpleImputer KNNImputer"],
        ["compose", "ColumnTransformer"],
        ["gaussian_process", "GaussianProcessRegressor"],
      ] as const
    ).flatMap(([module, names]) =>
      names.split(" ").map((name) => ({ path: `sklearn.${module}.${name}`, bases: ["sklearn.base.BaseEstimator"] })),
    ),
    ...["xgboost.XGBClassifier", "xgboost.XGBRegressor", "lightgbm.LGBMClassifier", "lightgbm.LGBMRegressor"].map(
      (path) => ({
        path,
        bases: ["sklearn.base.BaseEstimator"],
      }),
    ),
    { path: "catboost.CatBoostClassifier", bases: ["catboost.CatBoost"] },
    { path: "catboost.CatBoostRegressor", bases: ["catboost.CatBoost"] },
  ],
  aliases: aliases({
    "numpy.matrix": "numpy.ndarray",
    "pandas.core.frame.DataFrame": "pandas.DataFrame",
    "pandas.core.series.Series": "pandas.Series",
    "pandas.api.typing.DataFrameGroupBy": "pandas.core.groupby.GroupBy",
    "pandas.core.groupby.DataFrameGroupBy": "pandas.core.groupby.GroupBy",
    "pandas.core.groupby.SeriesGroupBy": "pandas.core.groupby.GroupBy",
    "transformers.AutoModel": "transformers.PreTrainedModel",
    "transformers.AutoModelForCausalLM": "transformers.PreTrainedModel",
    "transformers.AutoModelForSequenceClassification": "transformers.PreTrainedModel",
    "transformers.AutoTokenizer": "transformers.PreTrainedTokenizer",
    "tensorflow.keras.models.Sequential": "tensorflow.keras.Sequential",
    "tensorflow.keras.models.Model": "tensorflow.keras.Model",
    "keras.models.Sequential": "keras.Sequential",
    "faiss.IndexFlatL2": "faiss.Index",
    "spacy.Language": "spacy.language.Language",
    "modin.pandas": "pandas",
  }),
};
