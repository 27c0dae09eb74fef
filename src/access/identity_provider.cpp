#include "access/identity_provider.hpp"

#include <algorithm>

#include "access/actor.hpp"
#include "access/thing_input.hpp"
#include "access/thing_store.hpp"
#include "base/text.hpp"

namespace amparo::access {
namespace {

constexpr Member members[] = {{"name", MemberKind::text},
                              {"provider_type", MemberKind::text},
                              {"client_id", MemberKind::text},
                              {"issuer", MemberKind::text},
                              {"discovery_url", MemberKind::text},
                              {"authorization_url", MemberKind::text},
                              {"verification_url", MemberKind::text},
                              {"identity_scope", MemberKind::texts},
                              {"username_claim", MemberKind::text},
                              {"user_domain", MemberKind::text},
                              {"domain_hint", MemberKind::text},
                              {"redirect_uri", MemberKind::text},
                              {"force_standard_oidc", MemberKind::boolean},
                              {"skip_oidc_prompt", MemberKind::boolean},
                              {"oidc_prompt", MemberKind::text},
                              {"identity_sync_connector", MemberKind::text},
                              {"disabled", MemberKind::boolean}};

constexpr const char* public_keys[] = {"name",
                                       "provider_type",
                                       "client_id",
                                       "force_standard_oidc",
                                       "authorization_url",
                                       "identity_scope",
                                       "verification_url",
                                       "user_domain",
                                       "domain_hint",
                                       "redirect_uri",
                                       "skip_oidc_prompt",
                                       "oidc_prompt"};
constexpr const char* other_keys[] = {"issuer", "discovery_url", "username_claim",
                                      "identity_sync_connector"};
/// Addresses that our server calls.
constexpr const char* called_keys[] = {"issuer", "discovery_url", "authorization_url",
                                       "verification_url"};
constexpr std::string_view prompts[] = {"select_account", "login", "consent", "none"};
constexpr std::string_view connectors[] = {"AzureActiveDirectoryConnector", "KeycloakConnector"};
constexpr std::size_t text_bytes_max = 500;
constexpr std::size_t scopes_max = 20;

template <std::size_t Size>
bool is_one_of(const std::string_view (&allowed)[Size], std::string_view text) {
    return std::ranges::find(allowed, text) != std::end(allowed);
}

/// Printable ASCII without blanks, quotes and backslashes: what a scope, a claim's name and an
/// identifier of a client are made of.
bool is_token(std::string_view text) {
    return std::ranges::all_of(
        text, [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '\\'; });
}

/// Finds every problem of a provider as it would be.
class ProviderCheck {
  public:
    ProviderCheck(const IdentityProvider& provider,
                  const std::function<Result<>(const std::string&)>& check_address)
        : provider_(provider), check_address_(check_address) {}

    std::vector<Problem> problems() {
        check_texts();
        if (!provider_.is_local()) check_remote();
        check_choices();
        return std::move(problems_);
    }

  private:
    void report(const char* key, const char* message) { problems_.push_back({key, message}); }

    void check_texts() {
        if (text::trim(provider_.name()).empty()) report("name", "errors.blank");
        for (const auto& member : members) {
            const bool is_long = provider_.text(member.name).size() > text_bytes_max;
            if (is_long) report(member.name.data(), "errors.validation.text_length");
        }
        const auto scopes = json::string_list(provider_.attributes, "identity_scope");
        const bool are_plain = std::ranges::all_of(scopes, [](const std::string& scope) {
            return !scope.empty() && scope.size() <= text_bytes_max && is_token(scope);
        });
        if (!are_plain || scopes.size() > scopes_max)
            report("identity_scope", "errors.identity.scope");
    }

    void check_remote() {
        for (const auto* key : {"client_id", "issuer"}) {
            if (provider_.text(key).empty()) report(key, "errors.blank");
        }
        if (!is_token(provider_.client_id())) report("client_id", "errors.identity.client_id");
        if (!is_token(provider_.text("username_claim")))
            report("username_claim", "errors.identity.claim");
        if (provider_.client_secret.reveal().size() > text_bytes_max)
            report("client_secret", "errors.validation.text_length");
        for (const auto* key : called_keys) {
            const auto address = provider_.text(key);
            if (address.empty()) continue;
            const auto checked = check_address_(address);
            if (!checked) problems_.push_back({key, checked.error().message});
        }
        if (provider_.flag("force_standard_oidc") && provider_.text("authorization_url").empty())
            report("authorization_url", "errors.blank");
    }

    void check_choices() {
        const auto prompt = provider_.text("oidc_prompt");
        if (!prompt.empty() && !is_one_of(prompts, prompt))
            report("oidc_prompt", "errors.identity.prompt");
        const auto connector = provider_.text("identity_sync_connector");
        if (!connector.empty() && !is_one_of(connectors, connector))
            report("identity_sync_connector", "errors.identity.connector");
        const auto domain = provider_.text("user_domain");
        if (!is_token(domain) || domain.find('@') != std::string::npos)
            report("user_domain", "errors.identity.user_domain");
        if (!is_token(provider_.text("domain_hint")))
            report("domain_hint", "errors.identity.user_domain");
    }

    const IdentityProvider& provider_;
    const std::function<Result<>(const std::string&)>& check_address_;
    std::vector<Problem> problems_;
};

/// A secret that is not sent stays; an empty one or null takes it away.
Result<> read_secret(IdentityProvider& provider, const json::Object& input) {
    const auto* given = json::find(input, "client_secret");
    if (given == nullptr) return {};
    if (!given->is_null() && !given->is_string())
        return invalid_thing({{"/client_secret", "errors.invalid_record"}});
    provider.client_secret = SecretText(json::string_or(input, "client_secret"));
    return {};
}

}  // namespace

Result<IdentityProvider> identity_provider_of(const store::Document& document) {
    const auto id = json::find_integer(document.data, "id");
    if (!id) return refuse(Errc::invalid, "errors.invalid_record", "provider without id");
    IdentityProvider provider{
        .unique_id = document.key,
        .id = *id,
        .revision = document.revision,
        .attributes = document.data,
        .client_secret = SecretText(json::string_or(document.data, "client_secret"))};
    provider.attributes.erase("client_secret");
    return provider;
}

json::Object to_document(const IdentityProvider& provider) {
    auto data = provider.attributes;
    data["unique_id"] = provider.unique_id;
    if (!provider.client_secret.empty()) data["client_secret"] = provider.client_secret.reveal();
    return data;
}

json::Object to_public_wire(const IdentityProvider& provider) {
    json::Object wire{{"id", provider.id}, {"unique_id", provider.unique_id}};
    for (const auto* key : public_keys)
        wire.emplace(key, json::value_or_null(provider.attributes, key));
    return wire;
}

json::Object to_wire(const IdentityProvider& provider) {
    auto wire = to_public_wire(provider);
    for (const auto* key : other_keys)
        wire.emplace(key, json::value_or_null(provider.attributes, key));
    wire.emplace("disabled", !provider.is_enabled());
    wire.emplace("has_client_secret", !provider.client_secret.empty());
    return wire;
}

Result<IdentityProvider> merge_identity_provider(
    IdentityProvider before, const json::Object& input,
    const std::function<Result<>(const std::string&)>& check_address) {
    const auto former = before;
    AMPARO_TRY(before.attributes, merge_members(former.attributes, input, members));
    if (before.text("provider_type").empty()) before.attributes["provider_type"] = "oidc";
    // A secret goes nowhere else than where it was meant for.
    const bool is_moved = std::ranges::any_of(
        called_keys, [&](const char* key) { return before.text(key) != former.text(key); });
    if (is_moved) before.client_secret = SecretText();
    AMPARO_CHECK(read_secret(before, input));
    if (auto problems = ProviderCheck(before, check_address).problems(); !problems.empty())
        return invalid_thing(std::move(problems));
    return before;
}

const IdentityProvider* IdentityRules::find(std::string_view unique_id) const {
    if (providers == nullptr || unique_id.empty()) return nullptr;
    const auto found = std::ranges::find(*providers, unique_id, &IdentityProvider::unique_id);
    return found == providers->end() || !found->is_enabled() ? nullptr : &*found;
}

bool IdentityRules::has_passwords() const {
    if (!is_required) return true;
    return providers != nullptr && std::ranges::any_of(*providers, [](const auto& provider) {
               return provider.is_local() && provider.is_enabled();
           });
}

std::string identity_provider_id_of(const User& user) {
    return json::string_or(user.attributes, "identity_provider_unique_id");
}

bool may_use_password(const IdentityRules& rules, const User& user) {
    if (!rules.is_required || user.service_account) return true;
    const auto* provider = rules.find(identity_provider_id_of(user));
    return provider != nullptr && provider->is_local();
}

}  // namespace amparo::access
