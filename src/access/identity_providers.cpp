#include "access/identity_providers.hpp"

#include <algorithm>

#include "access/numbering.hpp"
#include "access/thing_input.hpp"
#include "access/thing_store.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

/// The one that the reference's client calls "a local account".
constexpr std::string_view local_unique_id = "primeroims";
constexpr std::size_t unique_id_bytes_max = 100;

Result<> check_right(const Actor& actor) {
    if (actor.is_system() || actor.role().is_super()) return {};
    return refuse_forbidden();
}

bool is_identifier(std::string_view text) {
    return !text.empty() && text.size() <= unique_id_bytes_max &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
                      c == '.';
           });
}

Result<IdentityProviderList> load(store::Snapshot& snapshot) {
    AMPARO_TRY(const auto documents, store::documents_of(snapshot, identity_provider_kind));
    IdentityProviderList all;
    for (const auto& document : documents) {
        AMPARO_TRY(auto provider, identity_provider_of(document));
        all.push_back(std::move(provider));
    }
    std::ranges::sort(all, {}, &IdentityProvider::id);
    return all;
}

}  // namespace

IdentityProviders::IdentityProviders(Parts parts)
    : parts_(std::move(parts)), state_(std::make_shared<State>()) {
    parts_.database.follow_documents([state = state_](const std::vector<std::string>& kinds) {
        if (std::ranges::find(kinds, identity_provider_kind) != kinds.end()) state->is_stale = true;
    });
}

std::shared_ptr<const IdentityProviderList> IdentityProviders::all() const {
    const std::scoped_lock lock(state_->mutex);
    if (state_->is_stale.exchange(false) || !state_->current) {
        auto loaded =
            parts_.database.read([](store::Snapshot& snapshot) { return load(snapshot); });
        if (!loaded) {
            state_->is_stale = true;
            throw Outage("the identity providers cannot be read");
        }
        state_->current = std::make_shared<const IdentityProviderList>(std::move(*loaded));
    }
    return state_->current;
}

IdentityRules IdentityProviders::rules() const {
    return {.is_required = parts_.is_required, .providers = all()};
}

std::optional<IdentityProvider> IdentityProviders::known(std::int64_t id) const {
    const auto providers = all();
    const auto found = std::ranges::find(*providers, id, &IdentityProvider::id);
    if (found == providers->end() || !found->is_enabled()) return std::nullopt;
    return *found;
}

Result<IdentityProvider> IdentityProviders::stored(std::int64_t id) const {
    const auto providers = all();
    const auto found = std::ranges::find(*providers, id, &IdentityProvider::id);
    if (found == providers->end()) return refuse(Errc::not_found, "errors.not_found");
    return *found;
}

Result<IdentityProviderList> IdentityProviders::list(const Actor& actor) const {
    AMPARO_CHECK(check_right(actor));
    return *all();
}

Result<IdentityProvider> IdentityProviders::find(const Actor& actor, std::int64_t id) const {
    AMPARO_CHECK(check_right(actor));
    return stored(id);
}

Result<IdentityProvider> IdentityProviders::draft(const Actor& actor, std::int64_t id,
                                                  const json::Object& input) const {
    AMPARO_CHECK(check_right(actor));
    IdentityProvider before;
    if (id != 0) {
        AMPARO_TRY(before, stored(id));
    }
    return merge_identity_provider(std::move(before), input, parts_.check_address);
}

/// A token names its issuer and its audience, which must lead to one provider.
Result<> IdentityProviders::check_alone(const IdentityProvider& provider) const {
    std::vector<Problem> problems;
    for (const auto& other : *all()) {
        if (other.id == provider.id) continue;
        if (other.unique_id == provider.unique_id)
            problems.push_back({"unique_id", "errors.identity.unique_id"});
        const bool is_same =
            provider.has_issuer_of(other) && other.client_id() == provider.client_id();
        if (is_same) problems.push_back({"client_id", "errors.identity.twice"});
    }
    if (problems.empty()) return {};
    return invalid_thing(std::move(problems));
}

Result<IdentityProvider> IdentityProviders::store(const Actor& actor,
                                                  const IdentityProvider& provider) {
    const auto now = parts_.database.clock().now();
    const auto document = to_document(provider);
    const ThingWrite write{.kind = identity_provider_kind,
                           .actor = actor,
                           .attributes = document,
                           .at = now,
                           .revision = provider.revision};
    const auto is_new = provider.revision == 0;
    AMPARO_CHECK(parts_.database.write([&](store::Transaction& transaction) {
        return is_new ? create_thing(transaction, write) : update_thing(transaction, write);
    }));
    const auto providers = all();
    const auto found =
        std::ranges::find(*providers, provider.unique_id, &IdentityProvider::unique_id);
    if (found == providers->end()) return refuse(Errc::conflict, "errors.conflict");
    return *found;
}

Result<IdentityProvider> IdentityProviders::create(const Actor& actor, const json::Object& input) {
    AMPARO_TRY(auto provider, draft(actor, 0, input));
    const auto* wished = json::find(input, "unique_id");
    provider.unique_id = json::string_or(input, "unique_id");
    if (wished == nullptr || wished->is_null()) {
        provider.unique_id = provider.is_local() ? std::string(local_unique_id)
                                                 : new_unique_id("provider", provider.name(),
                                                                 parts_.database.random());
    }
    if (!is_identifier(provider.unique_id))
        return invalid_thing({{"unique_id", "errors.identity.unique_id_form"}});
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_CHECK(check_alone(provider));
    if (all()->size() >= providers_max)
        return refuse_field(Errc::invalid, "base", "errors.identity.too_many");
    return store(actor, provider);
}

Result<IdentityProvider> IdentityProviders::update(const Actor& actor, std::int64_t id,
                                                   const json::Object& input,
                                                   std::optional<std::int64_t> expected_revision) {
    AMPARO_CHECK(check_right(actor));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto before, stored(id));
    AMPARO_CHECK(check_revision(before.revision, expected_revision));
    AMPARO_TRY(const auto provider, draft(actor, id, input));
    AMPARO_CHECK(check_alone(provider));
    return store(actor, provider);
}

Result<> IdentityProviders::remove(const Actor& actor, std::int64_t id,
                                   std::optional<std::int64_t> expected_revision) {
    AMPARO_CHECK(check_right(actor));
    const auto lock = parts_.directory.lock_for_writing();
    AMPARO_TRY(const auto provider, stored(id));
    AMPARO_CHECK(check_revision(provider.revision, expected_revision));
    const auto& users = parts_.directory.snapshot()->users();
    const bool is_used = std::ranges::any_of(users, [&](const auto& user) {
        return identity_provider_id_of(*user) == provider.unique_id;
    });
    if (is_used) return refuse(Errc::conflict, "errors.in_use");
    return parts_.database.write([&](store::Transaction& transaction) {
        return store::remove_document(transaction, identity_provider_kind, provider.unique_id,
                                      actor.name().text());
    });
}

}  // namespace amparo::access
