#include "base/crypto.hpp"
#include "forms/merge.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/detail/edit_run.hpp"
#include "records/detail/reply.hpp"
#include "records/service.hpp"
#include "records/sync_states.hpp"
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

// A unique identifier the client chose belongs to one record of the type for good (409).
Result<> claim_identifier(store::Transaction& transaction, const WriteContext& context,
                          const std::string& unique) {
    const auto claim = context.record_type + "\n" + unique;
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

/// A new record on its way to the store. What can be computed outside the transaction has been:
/// there is one writer for everybody.
struct Newcomer {
    const WriteContext& context;
    const WriteRequest& request;
    Identity identity;
    std::string digest;
    bool chose_identifier = false;
};

/// The answer to an earlier request of the same worker for the same child; nullopt for a new one.
Result<std::optional<RecordAnswer>> first_creation(store::Snapshot& snapshot,
                                                   const Newcomer& newcomer) {
    if (!newcomer.identity.is_client_id) return std::optional<RecordAnswer>();
    AMPARO_TRY(const auto existing, store::find_record(snapshot, newcomer.identity.id));
    if (!existing) return std::optional<RecordAnswer>();
    AMPARO_TRY(const auto same, is_same_creation(snapshot, newcomer.identity.id, newcomer.digest));
    if (!same) return refuse(Errc::conflict, "errors.conflict");
    const auto& context = newcomer.context;
    auto answer = detail::answer_for(context, {}, *existing);
    // It may be in other hands by now: who made it learns that it is there, and no more.
    if (existing->deleted || !may_touch(context.on, context.actor, "read", *existing))
        answer.data = {{"id", answer.id.text()}};
    answer.is_client_id = true;
    return std::optional(std::move(answer));
}

Result<RecordAnswer> insert(const Newcomer& newcomer, json::Object data) {
    const auto& context = newcomer.context;
    Edit edit(context);
    detail::EditRun run(edit);
    store::StoredRecord record{.id = newcomer.identity.id, .type = context.record_type};
    AMPARO_TRY(const auto* draft, run.adopt({.stored = std::move(record),
                                             .merged = std::move(data),
                                             .history = {{"payload_digest", newcomer.digest}}}));
    const auto unique = json::string_or(draft->data(), "unique_identifier");
    if (newcomer.chose_identifier && detail::is_taken(context, "unique_identifier", unique))
        return refuse(Errc::conflict, "errors.conflict");
    AMPARO_CHECK(run.settle());
    auto answer = detail::answer_for(context, {}, run.settled(*draft), run.settled_all());
    answer.is_client_id = newcomer.identity.is_client_id;
    using Earlier = std::optional<RecordAnswer>;
    AMPARO_TRY(
        auto earlier,
        context.on.database->write([&](store::Transaction& transaction) -> Result<Earlier> {
            AMPARO_TRY(auto first, first_creation(transaction, newcomer));
            if (first) return first;
            if (newcomer.chose_identifier)
                AMPARO_CHECK(claim_identifier(transaction, context, unique));
            return detail::put_once(
                transaction, run,
                {.repetition = newcomer.request.repetition, .answer = answer, .now = context.now});
        }));
    return earlier ? std::move(*earlier) : std::move(answer);
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
    AMPARO_CHECK(take_acknowledgement(clean.data));  // nobody was told of a new record yet
    clean.data.erase("id");
    clean.data["module_id"] = module;
    forms::complete_rows(clean.data, *dependencies_.random);
    // A number that is no part of the id needs a form that has the field (records.md §10).
    if (!identity.id.text().ends_with(json::string_or(clean.data, "short_id")) &&
        !clean.mask->form_fields.contains("short_id"))
        clean.data.erase("short_id");
    const Newcomer newcomer{.context = context,
                            .request = request,
                            .identity = identity,
                            .digest = digest,
                            .chose_identifier = clean.data.contains("unique_identifier")};
    for (int attempts = 0; attempts < detail::attempts_max; ++attempts) {
        auto answer = insert(newcomer, clean.data);
        if (answer || !detail::lost_the_race(answer.error())) return answer;
    }
    return refuse(Errc::busy, "errors.busy");
}

}  // namespace amparo::records
