import { aliases, factsOf, namesOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const orm = factsOf("documented", "Django: QuerySet API reference; Asynchronous support");
const core = factsOf("documented", "Django: Requests, views, cache, mail, signals, transactions, management commands");
const rest = factsOf("documented", "Django REST framework: Views, Generic views, Viewsets, Serializers");
const channels = factsOf("documented", "Django Channels: Consumers, Layers, Database access");
const others = factsOf("documented", "Django Ninja, django-redis, django-storages: their manuals");

const SET = "django.db.models.QuerySet";
const MODEL = "django.db.models.Model";
const query = { returns: "receiver", lazy: true };
/** Query sets of which the rows are no instances of the model. */
const plain = { returns: SET, lazy: true };
const row = { gives: "row" } as const;
const pair = { gives: "row-and-flag" } as const;
const count = { returns: "builtins.int" };
const twin = (name: string) => ({ twin: `${SET}.${name}` });

const HTTP = "get post put patch delete head options";
const GENERIC =
  "get_queryset get_object get_context_data form_valid form_invalid get_form get_form_kwargs get_initial get_success_url";
const GENERIC_VIEWS =
  "TemplateView RedirectView ListView DetailView FormView CreateView UpdateView DeleteView ArchiveIndexView YearArchiveView MonthArchiveView DayArchiveView DateDetailView";
const REST_VIEWS =
  "CreateAPIView ListAPIView RetrieveAPIView DestroyAPIView UpdateAPIView ListCreateAPIView RetrieveUpdateAPIView RetrieveDestroyAPIView RetrieveUpdateDestroyAPIView";
const ACTIONS = "list create retrieve update partial_update destroy";
const HOOKS = "get_queryset get_object perform_create perform_update perform_destroy get_serializer_context";

/** Django, its REST framework and Channels. A query set is lazy: the database is asked when it is evaluated. */
export const DJANGO: LibraryTable = {
  callables: [
    orm.pure(
      SET,
      "filter exclude annotate alias order_by reverse distinct all none union intersection difference",
      query,
    ),
    orm.pure(SET, "select_related prefetch_related only defer using select_for_update raw", query),
    orm.pure(SET, "values values_list dates datetimes", plain),
    orm.pure(SET, "extra as_manager", query),
    orm.blocks("database", SET, "get", { ...twin("aget"), ...row }),
    orm.blocks("database", SET, "create", { ...twin("acreate"), ...row }),
    orm.blocks("database", SET, "first last latest earliest", { twin: `${SET}.a*`, ...row }),
    orm.blocks("database", SET, "get_or_create update_or_create", { twin: `${SET}.a*`, ...pair }),
    orm.blocks("database", SET, "in_bulk aggregate", { twin: `${SET}.a*` }),
    orm.blocks("database", SET, "count update", { ...count, twin: `${SET}.a*` }),
    orm.blocks("database", SET, "exists contains", { returns: "builtins.bool", twin: `${SET}.a*` }),
    orm.blocks("database", SET, "bulk_create bulk_update delete explain", { twin: `${SET}.a*` }),
    orm.blocks("database", SET, "iterator", { lazy: true, twin: `${SET}.aiterator` }),
    orm.blocks("database", SET, "__iter__ __len__ __getitem__ __bool__"),
    orm.suspends(SET, "aget acreate afirst alast alatest aearliest", row),
    orm.suspends(SET, "aget_or_create aupdate_or_create", pair),
    orm.suspends(SET, "ain_bulk aaggregate"),
    orm.suspends(SET, "acount aupdate aexists acontains abulk_create abulk_update adelete aexplain"),
    orm.suspends(SET, "aiterator", { lazy: true }),
    orm.blocks("database", MODEL, "save delete refresh_from_db full_clean validate_unique", {}),
    orm.suspends(MODEL, "asave adelete arefresh_from_db"),
    orm.pure(MODEL, "clean clean_fields get_deferred_fields serializable_value from_db"),
    orm.blocks("database", "django.db.models.Manager", "add remove clear set", { twin: "django.db.models.Manager.a*" }),
    orm.suspends("django.db.models.Manager", "aadd aremove aclear aset"),
    orm.pure("django.db.models.Manager", "get_queryset", { returns: SET, lazy: true }),
    orm.pure(
      "django.db.models",
      "Q F Count Sum Avg Max Min Value Case When Subquery OuterRef Exists Prefetch ExpressionWrapper",
    ),
    orm.pure(
      "django.db.models",
      "CharField TextField IntegerField BooleanField DateField DateTimeField DecimalField FloatField",
    ),
    orm.pure(
      "django.db.models",
      "ForeignKey OneToOneField ManyToManyField JSONField UUIDField SlugField EmailField FileField",
    ),
    orm.pure(
      "django.db.models",
      "ImageField AutoField BigAutoField Index UniqueConstraint CheckConstraint TextChoices",
    ),
    orm.pure("django.db.models.functions", "Coalesce Lower Upper Concat TruncDate TruncMonth Now Cast Length"),
    orm.blocks("database", "django.db.models", "prefetch_related_objects"),
    orm.blocks("file", "django.db.models.fields.files.FieldFile", "save open read delete"),
    orm.blocks("database", "django.shortcuts", "get_object_or_404", {
      twin: "django.shortcuts.a*",
      model: place(0, "klass"),
      ...row,
    }),
    orm.blocks("database", "django.shortcuts", "get_list_or_404", {
      twin: "django.shortcuts.a*",
      model: place(0, "klass"),
      gives: "rows",
    }),
    orm.suspends("django.shortcuts", "aget_object_or_404", { model: place(0, "klass"), ...row }),
    orm.suspends("django.shortcuts", "aget_list_or_404", { model: place(0, "klass"), gives: "rows" }),
    core.cpu("django.shortcuts", "render", place(2, "context"), { returns: "django.http.HttpResponse" }),
    core.pure("django.shortcuts", "redirect resolve_url"),
    core.blocks("database", "django.db.connection", "ensure_connection commit rollback set_autocommit savepoint"),
    core.pure("django.db.connection", "cursor", { returns: "django.db.backends.utils.CursorWrapper" }),
    core.pure("django.db.connection", "close"),
    core.blocks(
      "database",
      "django.db.backends.utils.CursorWrapper",
      "execute executemany fetchone fetchall fetchmany callproc",
    ),
    core.pure("django.db.backends.utils.CursorWrapper", "close"),
    core.pure("django.db.transaction", "atomic on_commit set_rollback non_atomic_requests"),
    core.blocks("database", "django.db.transaction", "commit rollback savepoint savepoint_commit savepoint_rollback"),
    core.pure("django.db", "close_old_connections reset_queries"),
    core.blocks(
      "network",
      "django.core.cache.cache",
      "get set add delete get_many set_many delete_many get_or_set incr decr",
      {
        twin: "django.core.cache.cache.a*",
      },
    ),
    core.blocks("network", "django.core.cache.cache", "touch clear has_key", { twin: "django.core.cache.cache.a*" }),
    core.suspends(
      "django.core.cache.cache",
      "aget aset aadd adelete aget_many aset_many adelete_many aget_or_set aincr adecr",
    ),
    core.suspends("django.core.cache.cache", "atouch aclear ahas_key"),
    core.blocks("network", "django.core.mail", "send_mail send_mass_mail mail_admins mail_managers"),
    core.blocks("network", "django.core.mail.EmailMessage", "send"),
    core.pure("django.core.mail.EmailMessage", "attach attach_file"),
    core.pure("django.core.mail.EmailMultiAlternatives", "attach_alternative"),
    core.pure("django.core.mail", "EmailMessage EmailMultiAlternatives get_connection"),
    core.pure("django.http", "HttpResponse JsonResponse HttpResponseRedirect FileResponse Http404"),
    core.pure("django.http", "StreamingHttpResponse", { iteratesLater: { index: 0, keyword: "streaming_content" } }),
    core.pure(
      "django.http",
      "HttpResponseBadRequest HttpResponseForbidden HttpResponseNotFound HttpResponseNotAllowed",
    ),
    core.pure("django.urls", "path re_path include reverse reverse_lazy resolve"),
    core.pure("django.utils.timezone", "now localtime make_aware localdate activate", { returns: "datetime.datetime" }),
    core.cpu("django.template.loader", "render_to_string", place(1, "context"), { returns: "builtins.str" }),
    core.blocks("file", "django.template.loader", "get_template select_template", { brief: true }),
    core.blocks("database", "django.contrib.auth", "authenticate login logout get_user", {
      twin: "django.contrib.auth.a*",
    }),
    core.suspends("django.contrib.auth", "aauthenticate alogin alogout aget_user"),
    core.pure("django.contrib.auth", "get_user_model", { returns: "django.contrib.auth.models.User" }),
    core.releases("django.contrib.auth.hashers", "make_password check_password", { slow: true }),
    core.blocks("database", "django.contrib.auth.models.User", "has_perm has_perms get_all_permissions", {}),
    core.blocks("database", "django.contrib.auth.models.UserManager", "create_user create_superuser"),
    core.blocks("file", "django.core.files.storage.Storage", "open save delete exists listdir size url"),
    core.blocks("database", "django.core.management", "call_command"),
    core.blocks("database", "django.core.paginator.Paginator", "page get_page"),
    core.pure("django.core.paginator", "Paginator"),
    core.pure("django", "setup"),
    core.pure("django.dispatch.Signal", "connect disconnect send send_robust"),
    core.suspends("django.dispatch.Signal", "asend asend_robust"),

    rest.pure("rest_framework.response", "Response"),
    rest.cpu("rest_framework.serializers.BaseSerializer", "is_valid", "receiver"),
    rest.blocks("database", "rest_framework.serializers.BaseSerializer", "save create update"),
    rest.blocks("database", "rest_framework.generics.GenericAPIView", "get_object paginate_queryset"),
    rest.pure(
      "rest_framework.generics.GenericAPIView",
      "get_queryset filter_queryset get_serializer get_serializer_class",
    ),
    rest.pure("rest_framework.routers", "DefaultRouter SimpleRouter"),
    rest.pure("rest_framework.routers.SimpleRouter", "register get_urls"),
    rest.pure("rest_framework.reverse", "reverse"),

    channels.pure("channels.db", "database_sync_to_async"),
    channels.pure("channels.layers", "get_channel_layer", { returns: "channels.layers.BaseChannelLayer" }),
    channels.suspends("channels.layers.BaseChannelLayer", "send group_send group_add group_discard receive"),
    channels.suspends("channels.generic.websocket.AsyncWebsocketConsumer", "accept send close"),
    channels.suspends("channels.generic.websocket.AsyncJsonWebsocketConsumer", "send_json"),
    channels.pure("channels.generic.websocket.WebsocketConsumer", "accept send close"),
    channels.pure("channels.generic.websocket.JsonWebsocketConsumer", "send_json"),
    others.pure("django_redis", "get_redis_connection", { returns: "redis.Redis" }),
  ].flat(),
  classes: [
    { path: "django.db.connection", nominal: true },
    { path: "django.core.cache.cache", nominal: true },
    { path: MODEL, attributes: { objects: "django.db.models.Manager", _default_manager: "django.db.models.Manager" } },
    { path: "django.db.models.Manager", nominal: true, bases: [SET] },
    { path: SET, onIterate: `${SET}.__iter__`, holdsRows: true },
    { path: "django.db.models.ForeignKey", refersTo: "one" },
    { path: "django.db.models.OneToOneField", refersTo: "one" },
    { path: "django.db.models.ManyToManyField", refersTo: "many" },
    { path: "django.db.backends.utils.CursorWrapper", nominal: true },
    { path: "django.core.mail.EmailMultiAlternatives", bases: ["django.core.mail.EmailMessage"] },
    { path: "django.contrib.auth.models.AbstractBaseUser", bases: [MODEL] },
    { path: "django.contrib.auth.models.AbstractUser", bases: ["django.contrib.auth.models.AbstractBaseUser"] },
    {
      path: "django.contrib.auth.models.User",
      bases: ["django.contrib.auth.models.AbstractUser"],
      attributes: { objects: "django.contrib.auth.models.UserManager" },
    },
    { path: "django.contrib.auth.models.UserManager", bases: ["django.db.models.Manager"] },
    { path: "django.contrib.contenttypes.models.ContentType", bases: [MODEL] },
    { path: "django.core.files.storage.FileSystemStorage", bases: ["django.core.files.storage.Storage"] },
    ...GENERIC_VIEWS.split(" ").map((name) => ({ path: `django.views.generic.${name}`, bases: ["django.views.View"] })),
    ...["LoginView", "LogoutView", "PasswordChangeView", "PasswordResetView"].map((name) => ({
      path: `django.contrib.auth.views.${name}`,
      bases: ["django.views.View"],
    })),
    { path: "rest_framework.views.APIView", bases: ["django.views.View"] },
    { path: "rest_framework.generics.GenericAPIView", bases: ["rest_framework.views.APIView"] },
    ...REST_VIEWS.split(" ").map((name) => ({
      path: `rest_framework.generics.${name}`,
      bases: ["rest_framework.generics.GenericAPIView"],
    })),
    { path: "rest_framework.viewsets.ViewSet", bases: ["rest_framework.views.APIView"] },
    ...["GenericViewSet", "ModelViewSet", "ReadOnlyModelViewSet"].map((name) => ({
      path: `rest_framework.viewsets.${name}`,
      bases: ["rest_framework.viewsets.ViewSet", "rest_framework.generics.GenericAPIView"],
    })),
    ...["Serializer", "ModelSerializer", "HyperlinkedModelSerializer", "ListSerializer"].map((name) => ({
      path: `rest_framework.serializers.${name}`,
      bases: ["rest_framework.serializers.BaseSerializer"],
    })),
    { path: "rest_framework.routers.DefaultRouter", bases: ["rest_framework.routers.SimpleRouter"] },
    { path: "channels.generic.websocket.AsyncWebsocketConsumer", bases: ["channels.consumer.AsyncConsumer"] },
    { path: "channels.generic.websocket.WebsocketConsumer", bases: ["channels.consumer.SyncConsumer"] },
    { path: "channels.generic.http.AsyncHttpConsumer", bases: ["channels.consumer.AsyncConsumer"] },
    {
      path: "channels.generic.websocket.AsyncJsonWebsocketConsumer",
      bases: ["channels.generic.websocket.AsyncWebsocketConsumer"],
    },
    {
      path: "channels.generic.websocket.JsonWebsocketConsumer",
      bases: ["channels.generic.websocket.WebsocketConsumer"],
    },
  ],
  handovers: [channels.handover("channels.db.database_sync_to_async", "offload", 0, { wraps: true })],
  registrations: [
    core.taking("django.urls", "path re_path", place(1, "view"), "request", "route"),
    core.formerly(core.taking("django.conf.urls", "url", place(1, "view"), "request", "route")),
    core.base("django.views.View", `${HTTP} dispatch setup trace`, "request", "route"),
    core.base("django.views.View", GENERIC, "request", "view hook"),
    core.decorators(
      "django.views.decorators.http",
      "require_GET require_POST require_safe require_http_methods",
      "request",
      "route",
    ),
    core.decorators("django.views.decorators.csrf", "csrf_exempt csrf_protect ensure_csrf_cookie", "request", "route"),
    core.decorators("django.views.decorators.cache", "cache_page never_cache cache_control", "request", "route"),
    core.decorators(
      "django.contrib.auth.decorators",
      "login_required permission_required user_passes_test",
      "request",
      "route",
    ),
    core.decorators("django.contrib.admin.views.decorators", "staff_member_required", "request", "route"),
    core.base(
      "django.utils.deprecation.MiddlewareMixin",
      "process_request process_response process_view",
      "request",
      "middleware",
    ),
    core.base(
      "django.utils.deprecation.MiddlewareMixin",
      "process_exception process_template_response",
      "request",
      "middleware",
    ),
    core.base("django.core.management.base.BaseCommand", "handle add_arguments", "main", "command"),
    core.base(
      "django.contrib.admin.ModelAdmin",
      "get_queryset save_model delete_model changelist_view get_urls",
      "request",
      "route",
    ),
    core.base(
      "django.contrib.syndication.views.Feed",
      "items item_title item_description get_object",
      "request",
      "route",
    ),
    core.decorators("django.dispatch", "receiver", "request", "signal receiver"),
    core.taking("django.dispatch.Signal", "connect", 0, "request", "signal receiver"),
    core.decorators("django.template.Library", "simple_tag filter inclusion_tag", "request", "template tag"),
    core.decorators("django.contrib.admin", "action display", "request", "route"),
    core.base("django.test.TestCase", "setUp tearDown setUpTestData", "main", "test"),

    rest.decorators("rest_framework.decorators", "api_view action", "request", "route"),
    rest.base("rest_framework.views.APIView", `${HTTP} initial`, "request", "route"),
    rest.base("rest_framework.viewsets.ViewSet", ACTIONS, "request", "route"),
    rest.base("rest_framework.generics.GenericAPIView", ACTIONS, "request", "route"),
    rest.base("rest_framework.generics.GenericAPIView", HOOKS, "request", "view hook"),
    rest.base(
      "rest_framework.serializers.BaseSerializer",
      "get_* validate validate_* create update to_representation to_internal_value",
      "request",
      "serializer",
    ),
    rest.base(
      "rest_framework.permissions.BasePermission",
      "has_permission has_object_permission",
      "request",
      "middleware",
    ),
    rest.base("rest_framework.authentication.BaseAuthentication", "authenticate", "request", "middleware"),

    channels.base("channels.consumer.AsyncConsumer", "async", "event-loop", "consumer"),
    channels.base(
      "channels.generic.websocket.AsyncWebsocketConsumer",
      "connect disconnect receive receive_json",
      "event-loop",
      "consumer",
    ),
    channels.base(
      "channels.generic.websocket.WebsocketConsumer",
      "connect disconnect receive receive_json",
      "thread",
      "consumer",
    ),
    channels.base("channels.consumer.SyncConsumer", "*", "thread", "consumer"),
    channels.base("channels.generic.http.AsyncHttpConsumer", "handle disconnect", "event-loop", "consumer"),
    others.decorators("ninja.NinjaAPI ninja.Router", `${HTTP} api_operation`, "request", "route"),
    others.decorators("ninja_extra", "route http_get http_post http_put http_delete http_patch", "request", "route"),
    others.decorators("strawberry", "field mutation subscription", "request", "route"),
    others.base("graphene.ObjectType", "resolve", "request", "route"),
    others.base("graphene.Mutation", "mutate", "request", "route"),
  ].flat(),
  aliases: [
    ...namesOf("django.views.generic.base", "TemplateView RedirectView", "django.views.generic"),
    ...namesOf("django.views.generic.list", "ListView", "django.views.generic"),
    ...namesOf("django.views.generic.detail", "DetailView", "django.views.generic"),
    ...namesOf("django.views.generic.edit", "FormView CreateView UpdateView DeleteView", "django.views.generic"),
    ...namesOf("django.http.response", "HttpResponse JsonResponse StreamingHttpResponse FileResponse", "django.http"),
    ...aliases({
      "django.contrib.auth.models.User.objects": "django.contrib.auth.models.UserManager",
      "django.contrib.auth.models.Group.objects": "django.db.models.Manager",
      "django.contrib.auth.models.Permission.objects": "django.db.models.Manager",
      "django.contrib.contenttypes.models.ContentType.objects": "django.db.models.Manager",
      "django.contrib.sessions.models.Session.objects": "django.db.models.Manager",
      "django.contrib.sites.models.Site.objects": "django.db.models.Manager",
      "django.db.models.query.QuerySet": SET,
      "django.db.models.base.Model": MODEL,
      "django.db.models.manager.Manager": "django.db.models.Manager",
      "django.db.models.manager.BaseManager": "django.db.models.Manager",
      "django.views.generic.View": "django.views.View",
      "django.views.generic.base.View": "django.views.View",
      "django.core.cache.caches": "django.core.cache.cache",
      "django.core.cache.backends.base.BaseCache": "django.core.cache.cache",
      "django.db.connections": "django.db.connection",
      "django.core.management.BaseCommand": "django.core.management.base.BaseCommand",
      "django.core.files.storage.default_storage": "django.core.files.storage.Storage",
      "django.contrib.gis.db.models": "django.db.models",
      "django.test.TransactionTestCase": "django.test.TestCase",
      "django.core.mail.message.EmailMessage": "django.core.mail.EmailMessage",
      "channels.db.DatabaseSyncToAsync": "channels.db.database_sync_to_async",
      "django.contrib.admin.options.ModelAdmin": "django.contrib.admin.ModelAdmin",
      "django.template.defaulttags.register": "django.template.Library",
    }),
  ],
};
