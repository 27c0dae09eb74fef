#include "access/users.hpp"

#include <algorithm>

#include "access/credentials.hpp"
#include "access/factor_record.hpp"
#include "access/grants.hpp"
#include "access/identity_bindings.hpp"
#include "access/numbering.hpp"
#include "access/password_resets.hpp"
#include "access/sessions.hpp"
#include "access/user_scope.hpp"
#include "base/error.hpp"
#include "store/documents.hpp"
#include "store/user_items.hpp"

namespace amparo::access {
namespace {

std::unexpected<Error> invalid(std::vector<Problem> problems) {
    return std::unexpected(Error{.code = Errc::invalid,
                                 .message = "errors.invalid_record",
                                 .problems = std::move(problems)});
}

/// Says in the user's document that somebody else chose the password, for whoever asks at each
/// request whether the user may work yet.
void mark_password(json::Object& attributes, bool is_of_another) {
    attributes.erase(password_of_another_key);
    if (is_of_another) attributes[password_of_another_key] = true;
}

store::DocumentWrite user_write(const Actor& actor, json::Object data, std::int64_t expected,
                                Instant at) {
    return {.kind = std::string(user_kind),
            .key = json::string_or(data, "user_name"),
            .expected = expected,
            .data = std::move(data),
            .actor = actor.name().text(),
            .at = at};
}

}  // namespace

bool owes_own_password(const User& user) {
    return !user.service_account && json::bool_or(user.attributes, password_of_another_key, false);
}

/// An update on its way.
struct Users::Change {
    std::int64_t id = 0;
    std::optional<std::int64_t> expected_revision;
    std::string session_id;         // survives a new password of one's own
    std::string reset_digest = {};  // of the token that allows it
    UserInput input;
    Directory::UserPointer before;
    UserDraft draft;

    bool renames() const { return draft.user.user_name != before->user_name; }
    bool disables() const { return draft.user.disabled && !before->disabled; }
    bool enables() const { return !draft.user.disabled && before->disabled; }
    bool changes_role() const { return draft.user.role != before->role; }
    bool changes_provider() const {
        return identity_provider_id_of(*before) !=
               json::string_or(draft.attributes, "identity_provider_unique_id");
    }
    bool changes_agency() const { return draft.user.agency != before->agency; }
    /// What records copy from their users (§5.4).
    bool moves() const {
        const bool other_office =
            draft.user.agency_office != before->agency_office && !draft.user.agency_office.empty();
        return changes_agency() || other_office || draft.user.groups != before->groups ||
               draft.user.location != before->location;
    }
};

DraftContext Users::context(const Actor& actor, const Directory& directory,
                            const forms::Definitions& definitions) const {
    auto identity = parts_.identity ? parts_.identity() : IdentityRules();
    // Whoever sits at the server may always make a way in.
    if (actor.is_system()) identity.is_required = false;
    return {.directory = directory,
            .definitions = definitions,
            .passwords = parts_.passwords,
            .now = parts_.database.clock().now(),
            .enforces_terms_of_use = parts_.enforces_terms_of_use,
            .identity = std::move(identity)};
}

Users::Capacity Users::capacity() const {
    return {.total_enabled = count_users(*parts_.directory.snapshot()),
            .maximum = maximum_users(*parts_.definitions())};
}

Result<Directory::UserPointer> Users::find(const Actor& actor, std::int64_t id) const {
    return find_for(actor, "read", id);
}

Result<Directory::UserPointer> Users::find_for(const Actor& actor, std::string_view action,
                                               std::int64_t id) const {
    const bool is_own = !actor.is_system() && actor.user().id == id;
    if (!is_own && !actor.can("user", action)) return refuse_forbidden();
    const auto directory = parts_.directory.snapshot();
    auto user = directory->user(id);
    if (user == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (!is_own && !is_user_in_scope(actor, *directory, *user)) return refuse_forbidden();
    return user;
}

Result<Directory::UserPointer> Users::create(const Actor& actor, const json::Object& input) {
    if (!actor.can("user", "create")) return refuse_forbidden();
    AMPARO_TRY(const auto read, read_user_input(input, Whose::another));
    return create_from(actor, read);
}

Result<Directory::UserPointer> Users::create_from(const Actor& actor, const UserInput& input) {
    std::string hash;
    if (input.password && input.password_confirmation) {
        AMPARO_TRY(hash, parts_.passwords.hash(*input.password));
    }
    const auto definitions = parts_.definitions();
    const auto lock = parts_.directory.lock_for_writing();
    const auto directory = parts_.directory.snapshot();
    auto draft = draft_user(context(actor, *directory, *definitions), nullptr, input);
    AMPARO_CHECK(check_create(actor, *directory, draft));
    const auto name = draft.user.user_name;
    AMPARO_CHECK(store_new(actor, std::move(draft), hash));
    return parts_.directory.snapshot()->user(name);
}

Result<std::vector<Problem>> Users::problems_of_registration(const UserInput& input) const {
    const auto definitions = parts_.definitions();
    const auto directory = parts_.directory.snapshot();
    auto draft = draft_user(context(Actor::system(), *directory, *definitions), nullptr, input);
    std::erase_if(draft.problems, [](const Problem& problem) {
        // The name is the address, so each fault of it is told once.
        return problem.pointer == "user_name" ||
               problem.message.key == "errors.models.user.email_uniqueness";
    });
    if (draft.role == nullptr) return draft.problems;
    const auto has_room = check_capacity(*directory, draft, nullptr);
    if (!has_room) std::ranges::copy(has_room.error().problems, std::back_inserter(draft.problems));
    return std::move(draft.problems);
}

Result<Directory::UserPointer> Users::register_oneself(const UserInput& input) {
    return create_from(Actor::system(), input);
}

Result<> Users::check_create(const Actor& actor, const Directory& directory,
                             const UserDraft& draft) const {
    if (draft.role != nullptr) AMPARO_CHECK(check_role_grant(actor, *draft.role));
    if (draft.agency != nullptr) AMPARO_CHECK(check_agency_grant(actor, *draft.agency));
    for (const auto& group : draft.added_groups) AMPARO_CHECK(check_group_grant(actor, *group));
    if (!draft.problems.empty()) return invalid(draft.problems);
    return check_capacity(directory, draft, nullptr);
}

Result<> Users::check_capacity(const Directory& directory, const UserDraft& draft,
                               const User* before) const {
    const bool is_counted = !draft.user.disabled && draft.role->user_category.empty();
    const bool was_counted = before != nullptr && !before->disabled;
    const auto maximum = maximum_users(*parts_.definitions());
    if (!is_counted || was_counted || !maximum) return {};
    if (count_users(directory) < static_cast<std::size_t>(*maximum)) return {};
    return invalid({{"base", before == nullptr ? "users.alerts.limit_user_reached"
                                               : "users.alerts.limit_user_reached_on_enable"}});
}

Result<> Users::store_new(const Actor& actor, UserDraft draft, const std::string& hash) {
    const auto now = parts_.database.clock().now();
    return parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(draft.attributes["id"], next_number(transaction, user_kind, now));
        mark_password(draft.attributes, !hash.empty() && !actor.is_system());
        if (!hash.empty()) {
            const Credential credential{
                .hash = hash, .must_change = !actor.is_system(), .changed_at = now};
            AMPARO_CHECK(
                put_credential(transaction, draft.user.user_name, credential, actor.name().text()));
        }
        const auto stored = store::put_document(
            transaction, user_write(actor, std::move(draft.attributes), 0, now));
        if (!stored && stored.error().code == Errc::conflict) {
            return invalid({{"user_name", "errors.models.user.user_name_uniqueness"}});
        }
        AMPARO_CHECK(stored);
        const bool is_welcome = parts_.welcome && !actor.is_system() && !draft.user.email.empty();
        return is_welcome ? parts_.welcome(transaction, draft.user.user_name) : Result<>();
    });
}

Result<Directory::UserPointer> Users::update(const Actor& actor, std::int64_t id,
                                             const ChangeRequest& request) {
    AMPARO_CHECK(find_for(actor, "update", id));
    const bool is_own = !actor.is_system() && actor.user().id == id;
    AMPARO_TRY(auto input, read_user_input(request.input, is_own ? Whose::own : Whose::another));
    return apply(actor, {.id = id,
                         .expected_revision = request.expected_revision,
                         .session_id = request.session_id,
                         .input = std::move(input),
                         .before = nullptr,
                         .draft = {}});
}

Result<Directory::UserPointer> Users::apply_input(const Actor& actor, const User& user,
                                                  UserInput input) {
    Change change;
    change.id = user.id;
    change.input = std::move(input);
    return apply(actor, std::move(change));
}

Result<Directory::UserPointer> Users::apply_reset(const Actor& actor, const User& user,
                                                  UserInput input,
                                                  const std::string& token_digest) {
    Change change;
    change.id = user.id;
    change.input = std::move(input);
    change.reset_digest = token_digest;
    return apply(actor, std::move(change));
}

Result<> Users::check_not_used_before(const UserName& name, const SecretText& password) {
    AMPARO_TRY(const auto credential, parts_.database.read([&](store::Snapshot& snapshot) {
        return find_credential(snapshot, name);
    }));
    if (!credential) return {};
    // One that somebody else chose is known to them, so that it is not kept in any case.
    const auto least = credential->must_change ? std::size_t{1} : std::size_t{0};
    const auto most = std::max(parts_.passwords.remembered(), least);
    auto hashes = credential->earlier;
    hashes.insert(hashes.begin(), credential->hash);
    if (hashes.size() > most) hashes.resize(most);
    for (const auto& hash : hashes) {
        AMPARO_TRY(const bool is_used, parts_.passwords.verify(password, hash));
        if (is_used) return invalid({{"password", "errors.models.user.password_used_before"}});
    }
    return {};
}

Result<std::vector<std::string>> Users::earlier_hashes(store::Snapshot& snapshot,
                                                       const UserName& name) const {
    const auto most = parts_.passwords.remembered();
    if (most < 2) return std::vector<std::string>();
    AMPARO_TRY(auto credential, find_credential(snapshot, name));
    if (!credential) return std::vector<std::string>();
    auto hashes = std::move(credential->earlier);
    hashes.insert(hashes.begin(), std::move(credential->hash));
    // The new one counts too.
    if (hashes.size() > most - 1) hashes.resize(most - 1);
    return hashes;
}

Result<Directory::UserPointer> Users::apply(const Actor& actor, Change change) {
    std::string hash;
    const auto known = parts_.directory.snapshot()->user(change.id);
    // Nobody may find out what somebody else's passwords were.
    if (change.input.password && known != nullptr && known->user_name == actor.name())
        AMPARO_CHECK(check_not_used_before(known->user_name, *change.input.password));
    if (change.input.password && change.input.password_confirmation) {
        AMPARO_TRY(hash, parts_.passwords.hash(*change.input.password));
    }
    const auto definitions = parts_.definitions();
    const auto lock = parts_.directory.lock_for_writing();
    const auto directory = parts_.directory.snapshot();
    change.before = directory->user(change.id);
    if (change.before == nullptr) return refuse(Errc::not_found, "errors.not_found");
    if (change.expected_revision && *change.expected_revision != change.before->revision) {
        return refuse(Errc::precondition_failed, "errors.precondition_failed");
    }
    change.draft =
        draft_user(context(actor, *directory, *definitions), change.before.get(), change.input);
    AMPARO_CHECK(check_update(actor, *directory, change));
    AMPARO_CHECK(store_change(actor, change, hash));
    return parts_.directory.snapshot()->user(change.id);
}

Result<> Users::check_update(const Actor& actor, const Directory& directory,
                             const Change& change) const {
    const auto& draft = change.draft;
    const auto& before = *change.before;
    const bool is_own = actor.name() == before.user_name;
    // The user may have come under other people's care since the right was asked for.
    if (!is_own && !is_user_in_scope(actor, directory, before)) return refuse_forbidden();
    if (change.changes_role() && draft.role != nullptr) {
        AMPARO_CHECK(check_role_grant(actor, *draft.role));
    }
    if (change.changes_agency() && draft.agency != nullptr) {
        AMPARO_CHECK(check_agency_grant(actor, *draft.agency));
    }
    for (const auto& group : draft.added_groups) AMPARO_CHECK(check_group_grant(actor, *group));
    const bool takes_over = change.input.password || change.renames() ||
                            change.changes_provider() || draft.user.email != before.email;
    if (takes_over) AMPARO_CHECK(check_take_over(actor, directory, before));
    const bool changes_disabled = change.disables() || change.enables();
    if (changes_disabled && !actor.can("user", "disable")) return refuse_forbidden();
    const bool loses_super = change.changes_role() && !(draft.role && draft.role->is_super());
    if (change.disables() || loses_super) {
        AMPARO_CHECK(check_super_user_remains(directory, before));
    }
    if (!draft.problems.empty()) return invalid(draft.problems);
    if (change.renames() && parts_.has_records_of_user(before.user_name)) {
        return refuse_field(Errc::conflict, "user_name", "errors.in_use");
    }
    return check_capacity(directory, draft, &before);
}

Result<> Users::store_change(const Actor& actor, const Change& change, const std::string& hash) {
    const auto now = parts_.database.clock().now();
    const auto& old_name = change.before->user_name;
    const auto& new_name = change.draft.user.user_name;
    const bool is_own = actor.name() == old_name;
    return parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        if (!change.reset_digest.empty())
            AMPARO_CHECK(take_reset_token(transaction, change.reset_digest));
        auto attributes = change.draft.attributes;
        std::optional<Credential> credential;
        if (!hash.empty()) {
            credential = Credential{
                .hash = hash, .must_change = !is_own && !actor.is_system(), .changed_at = now};
            mark_password(attributes, credential->must_change);
            AMPARO_TRY(credential->earlier, earlier_hashes(transaction, old_name));
            // The first password users set themselves confirms them (§5.1).
            if (is_own) attributes["unverified"] = false;
        } else if (change.renames()) {
            AMPARO_TRY(credential, find_credential(transaction, old_name));
            if (credential) credential->revision = 0;
        }
        if (change.renames()) {
            AMPARO_CHECK(store::remove_document(transaction, user_kind, old_name.text(),
                                                actor.name().text()));
            AMPARO_CHECK(remove_credential(transaction, old_name, actor.name().text()));
        }
        if (change.renames() || change.changes_provider())
            AMPARO_CHECK(forget_identity(transaction, old_name, actor.name().text()));
        const auto expected = change.renames() ? 0 : change.before->revision;
        AMPARO_CHECK(store::put_document(transaction,
                                         user_write(actor, std::move(attributes), expected, now)));
        if (credential) {
            AMPARO_CHECK(put_credential(transaction, new_name, *credential, actor.name().text()));
        }
        if (!hash.empty() || change.disables() || change.renames()) {
            AMPARO_CHECK(end_sessions(transaction, old_name, is_own ? change.session_id : ""));
        }
        if (!change.moves()) return {};
        return enqueue_owner_rewrite(transaction, new_name, now);
    });
}

Result<> Users::remove(const Actor& actor, std::int64_t id,
                       std::optional<std::int64_t> expected_revision) {
    if (!actor.can("user", "manage")) return refuse_forbidden();
    AMPARO_TRY(const auto user, find_for(actor, "manage", id));
    if (actor.name() == user->user_name) return refuse_forbidden();
    const auto lock = parts_.directory.lock_for_writing();
    const auto directory = parts_.directory.snapshot();
    AMPARO_CHECK(check_super_user_remains(*directory, *user));
    if (expected_revision && *expected_revision != user->revision) {
        return refuse(Errc::precondition_failed, "errors.precondition_failed");
    }
    if (parts_.has_records_of_user(user->user_name)) {
        return refuse(Errc::conflict, "errors.in_use");
    }
    return parts_.database.write([&](store::Transaction& transaction) -> Result<> {
        const auto& by = actor.name().text();
        AMPARO_CHECK(store::remove_document(transaction, user_kind, user->user_name.text(), by));
        AMPARO_CHECK(remove_credential(transaction, user->user_name, by));
        AMPARO_CHECK(forget_identity(transaction, user->user_name, by));
        AMPARO_CHECK(remove_factors(transaction, user->id, actor));
        AMPARO_CHECK(store::remove_user_items_of(transaction, user->id));
        return end_sessions(transaction, user->user_name, "");
    });
}

Result<std::vector<std::int64_t>> Users::disable_matching(const Actor& actor,
                                                          const UserQuery& query) {
    if (!actor.holds("user", "disable_multiple")) return refuse_forbidden();
    if (!query.has_filter()) return refuse_field(Errc::invalid, "base", "errors.blank");
    auto everything = query;
    everything.page = {.order_by = "id"};
    AMPARO_TRY(const auto matches, list(actor, everything));
    std::vector<std::int64_t> changed;
    for (const auto& user : matches.users) {
        if (user->disabled || user->user_name == actor.name()) continue;
        UserInput input;
        input.disabled = true;
        const auto disabled = apply_input(actor, *user, std::move(input));
        // Those who may not be disabled are skipped, the last super user among them.
        if (!disabled && disabled.error().code == Errc::forbidden) continue;
        AMPARO_CHECK(disabled);
        changed.push_back(user->id);
    }
    return changed;
}

Result<> Users::unlock(const Actor& actor, std::int64_t id) {
    if (!actor.can("user", "update")) return refuse_forbidden();
    AMPARO_TRY(const auto user, find_for(actor, "update", id));
    return parts_.guard.unlock(user->user_name);
}

Result<Directory::UserPointer> Users::ensure_user(const Actor& actor, const NewUser& wanted) {
    if (!actor.can("user", "create")) return refuse_forbidden();
    if (auto user = parts_.directory.snapshot()->user(normalised_name(wanted.user_name))) {
        return user;
    }
    UserInput input;
    input.user_name = wanted.user_name;
    input.role = wanted.role.text();
    input.agency = wanted.agency.text();
    input.groups = wanted.groups;
    input.password = wanted.password;
    input.password_confirmation = wanted.password;
    const auto set_if_given = [&](const char* key, const std::string& value) {
        if (!value.empty()) input.attributes[key] = value;
    };
    set_if_given("full_name", wanted.full_name);
    set_if_given("email", wanted.email);
    set_if_given("locale", wanted.locale);
    set_if_given("location", wanted.location);
    set_if_given("position", wanted.position);
    if (wanted.service_account) input.attributes["service_account"] = true;
    return create_from(actor, input);
}

Result<> Users::set_password(const Actor& actor, const UserName& name, const SecretText& password) {
    const bool is_own = actor.name() == name;
    if (!is_own && !actor.can("user", "update")) return refuse_forbidden();
    const auto user = parts_.directory.snapshot()->user(name);
    if (user == nullptr) return refuse(Errc::not_found, "errors.not_found");
    AMPARO_CHECK(find_for(actor, "update", user->id));
    UserInput input;
    input.password = password;
    input.password_confirmation = password;
    AMPARO_CHECK(apply_input(actor, *user, std::move(input)));
    return {};
}

Result<> Users::import_password_hash(const Actor& actor, const UserName& name,
                                     const std::string& hash) {
    if (!actor.is_system()) return refuse_forbidden();
    if (!is_bcrypt(hash) && !hash.starts_with("$argon2id$")) {
        return refuse_field(Errc::invalid, "password", "errors.invalid_record");
    }
    if (parts_.directory.snapshot()->user(name) == nullptr) {
        return refuse(Errc::not_found, "errors.not_found");
    }
    const Credential credential{.hash = hash, .changed_at = parts_.database.clock().now()};
    return parts_.database.write([&](store::Transaction& transaction) {
        return put_credential(transaction, name, credential, actor.name().text());
    });
}

}  // namespace amparo::access
