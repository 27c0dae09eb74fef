#include "base/crypto.hpp"
#include "forms/merge.hpp"
#include "records/derived/values.hpp"
#include "records/detail/repetition.hpp"
#include "records/detail/write_context.hpp"
#include "records/difference.hpp"
#include "records/representation.hpp"
#include "records/service.hpp"
#include "records/types.hpp"
#include "store/records.hpp"
#include "store/sessions.hpp"

namespace amparo::records {
namespace {

using detail::WriteContext;

bool may_create(const access::Actor& actor, std::string_view record_type) {
    if (actor.can(record_type, "create")) return true;
    return record_type == "incident" && actor.can("case", "incident_from_case");
}

std::unexpected<Error> schema_problem(const char* pointer, const char* message) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record_json",
                                 .problems = {{pointer, message}}});
}

/// The client's id, or a new one.
struct Identity {
    RecordId id;
    bool is_client_id = false;
};
Result<Identity> identity_of(const json::Object& data, Random& random) {
    const auto* given = data.if_contains("id");
    if (given == nullptr || given->is_null()) return Identity{RecordId::random(random), false};
    const auto id = given->is_string() ? RecordId::parse(given->get_string())
                                       : Result<RecordId>(refuse(Errc::invalid, "errors.uuid"));
    if (!id) return schema_problem("/id", "errors.uuid");
    return Identity{*id, true};
}

// Without a module the only one of the role that has the type is meant (records.md §10).
Result<std::string> module_of(const WriteContext& context, const json::Object& data) {
    const auto* given = data.if_contains("module_id");
    if (given != nullptr && !given->is_null()) {
        const auto name = json::string_or(data, "module_id");
        if (context.definitions->module(name) == nullptr)
            return schema_problem("/module_id", "errors.fields.module");
        return name;
    }
    std::vector<std::string> candidates;
    for (const auto& module : context.definitions->modules()) {
        const bool of_role =
            context.actor.is_system() || context.actor.role().has_module(module.unique_id);
        if (of_role && module.has_type(context.record_type)) candidates.push_back(module.unique_id);
    }
    if (candidates.size() != 1) return schema_problem("/module_id", "errors.fields.module");
    return candidates.front();
}

bool share_a_group(const access::User& one, const access::User& other) {
    for (const auto& group : one.groups) {
        if (std::find(other.groups.begin(), other.groups.end(), group) != other.groups.end())
            return true;
    }
    return false;
}

// A record may be made for someone else only by who could assign it to them.
Result<> check_owner(const WriteContext& context, const json::Object& data) {
    const auto name = json::string_or(data, "owned_by");
    if (name.empty() || name == context.actor.name().text()) return {};
    const auto& actor = context.actor;
    const auto owner = context.directory->user(name);
    const bool anyone =
        actor.can(context.record_type, "assign") || actor.can(context.record_type, "import");
    const bool covered = anyone ||
                         (owner && actor.can(context.record_type, "assign_within_agency") &&
                          owner->agency == actor.user().agency) ||
                         (owner && actor.can(context.record_type, "assign_within_user_group") &&
                          share_a_group(*owner, actor.user()));
    if (!covered) return refuse_field(Errc::forbidden, "owned_by", MessageKey{"errors.forbidden"});
    if (!owner || !owner->is_active()) return schema_problem("/owned_by", "errors.fields.user");
    return {};
}

bool is_taken(const WriteContext& context, const char* column, const std::string& value) {
    const auto count =
        context.on.index->count(context.record_type, index::Filter{index::AnyOf{column, {value}}});
    return count && *count > 0;
}

// Seven digits meet by chance sooner than one thinks (even odds at 19,000 records), and a number
// on paper must lead to one child; a number the client chose is kept (case-management.md §3.1).
Result<json::Object> complete_with_free_number(const WriteContext& context, const RecordId& id,
                                               const json::Object& input) {
    constexpr int attempts_max = 20;
    const bool is_chosen = input.contains("short_id") || input.contains("unique_identifier");
    for (int attempt = 1;; ++attempt) {
        AMPARO_TRY(auto document, detail::complete(context, id, nullptr, input));
        const bool is_free = !is_taken(context, "short_id", json::string_or(document, "short_id"));
        if (is_chosen || is_free || attempt == attempts_max) return document;
    }
}

// A unique identifier the client chose belongs to one record of the type for good (409).
Result<> claim_identifier(store::Transaction& transaction, const WriteContext& context,
                          const json::Object& document) {
    const auto claim = context.record_type + "\n" + json::string_or(document, "unique_identifier");
    return store::insert_volatile(transaction,
                                  {.kind = "identifier",
                                   .key_hash = crypto::hex(crypto::blake2b(claim)),
                                   .owner = {},
                                   .updated_at = context.now,
                                   .expires_at = Instant(Day(std::chrono::year(9999) / 12 / 31)),
                                   .data = {}});
}

std::string payload_digest(const access::Actor& actor, const json::Object& data) {
    return crypto::hex(crypto::blake2b(actor.name().text() + "\n" + json::write(data)));
}

// A lost answer is the normal case in the field: the same child sent again by the same worker is
// the first one, not a conflict (records.md §14).
Result<bool> is_same_creation(store::Snapshot& snapshot, const RecordId& id,
                              const std::string& digest) {
    AMPARO_TRY(const auto count, store::count_changes_of(snapshot, id.text()));
    if (count == 0) return false;
    AMPARO_TRY(const auto oldest, store::changes_of(snapshot, id.text(), count - 1, 1));
    return !oldest.empty() && json::string_or(oldest.front().details, "payload_digest") == digest;
}

/// A new record, sealed before the transaction begins.
struct NewRecord {
    Identity identity;
    std::string digest;
    store::PreparedRecord prepared;
    bool chose_identifier = false;
    RecordAnswer answer = {};
};

NewRecord make_record(const WriteContext& context, const Identity& identity, json::Object document,
                      std::string digest) {
    json::Object details{{"record_changes", difference({}, document)}, {"payload_digest", digest}};
    return {.identity = identity,
            .digest = std::move(digest),
            .prepared =
                store::prepare_record(*context.on.database, {.id = identity.id,
                                                             .type = context.record_type,
                                                             .expected = 0,
                                                             .data = std::move(document),
                                                             .actor = context.actor.name().text(),
                                                             .action = "create",
                                                             .details = std::move(details),
                                                             .at = context.now})};
}

RecordAnswer answer_of(const WriteContext& context, const store::StoredRecord& record,
                       bool is_client_id) {
    const auto readable =
        context.on.masks->readable(context.actor, context.definitions, context.record_type,
                                   json::string_or(record.data, "module_id"));
    const View view{.actor = context.actor,
                    .definitions = *context.definitions,
                    .readable = *readable,
                    .fields = {}};
    return {.id = record.id,
            .revision = record.revision,
            .data = represent_changes({}, record, view),
            .is_client_id = is_client_id};
}

/// Stores the record; an earlier answer when the request was a repetition, else nullopt. What can
/// be computed outside the transaction has been: there is one writer for everybody.
Result<std::optional<RecordAnswer>> insert(store::Transaction& transaction,
                                           const WriteContext& context, NewRecord& made,
                                           const std::optional<Repetition>& repetition) {
    AMPARO_TRY(auto repeated, detail::find_repetition(transaction, repetition));
    if (repeated) return repeated;
    if (made.identity.is_client_id) {
        AMPARO_TRY(const auto existing, store::find_record(transaction, made.identity.id));
        if (existing) {
            AMPARO_TRY(const auto same,
                       is_same_creation(transaction, made.identity.id, made.digest));
            if (!same) return refuse(Errc::conflict, "errors.conflict");
            return std::optional(answer_of(context, *existing, true));
        }
    }
    if (made.chose_identifier)
        AMPARO_CHECK(claim_identifier(transaction, context, made.prepared.record().data));
    AMPARO_CHECK(store::put_record(transaction, made.prepared));
    AMPARO_CHECK(detail::keep_repetition(transaction, repetition, made.answer, context.now));
    return std::optional<RecordAnswer>();
}

}  // namespace

Result<RecordAnswer> Service::create(const access::Actor& actor, WriteRequest request) {
    if (facts_of(request.record_type) == nullptr)
        return refuse(Errc::not_found, "errors.not_found");
    if (!may_create(actor, request.record_type)) return refuse(Errc::forbidden, "errors.forbidden");
    const WriteContext context(dependencies_, actor, request.record_type);
    if (request.data.empty()) return schema_problem("/data", "errors.fields.required");
    AMPARO_TRY(const auto identity, identity_of(request.data, *dependencies_.random));
    AMPARO_TRY(const auto module, module_of(context, request.data));
    const auto digest = payload_digest(actor, request.data);
    AMPARO_TRY(auto clean, detail::clean_input(context, {.data = request.data,
                                                         .stored = nullptr,
                                                         .module_id = module,
                                                         .record_action = {},
                                                         .handling = request.handling}));
    AMPARO_CHECK(check_owner(context, clean.data));
    clean.data.erase("id");
    clean.data["module_id"] = module;
    forms::complete_rows(clean.data, *dependencies_.random);
    // A number that is no part of the id needs a form that has the field (records.md §10).
    if (!identity.id.text().ends_with(json::string_or(clean.data, "short_id")) &&
        !clean.mask->form_fields.contains("short_id"))
        clean.data.erase("short_id");
    const bool chose_identifier = clean.data.contains("unique_identifier");
    AMPARO_TRY(auto document, complete_with_free_number(context, identity.id, clean.data));
    if (chose_identifier &&
        is_taken(context, "unique_identifier", json::string_or(document, "unique_identifier")))
        return refuse(Errc::conflict, "errors.conflict");
    auto made = make_record(context, identity, std::move(document), digest);
    made.chose_identifier = chose_identifier;
    made.answer = answer_of(context, made.prepared.record(), identity.is_client_id);
    AMPARO_TRY(auto earlier, dependencies_.database->write([&](store::Transaction& transaction) {
        return insert(transaction, context, made, request.repetition);
    }));
    return earlier ? std::move(*earlier) : std::move(made.answer);
}

}  // namespace amparo::records
