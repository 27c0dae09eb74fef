#include "access/identity_bindings.hpp"

#include "base/log.hpp"
#include "store/documents.hpp"

namespace amparo::access {
namespace {

constexpr std::string_view binding_kind = "identity_binding";

std::unexpected<Error> somebody_else() {
    return refuse(Errc::unauthenticated, "errors.sign_in_failed", "bound to another subject");
}

}  // namespace

Result<> bind_identity(store::Database& database, const IdentityBinding& binding) {
    const auto& name = binding.user.text();
    const auto look = [&](store::Snapshot& snapshot) {
        return store::find_document(snapshot, binding_kind, name);
    };
    const auto bound_to = [&](const std::optional<store::Document>& document) {
        return document ? json::string_or(document->data, binding.provider) : std::string();
    };
    AMPARO_TRY(const auto known, database.read(look));
    if (const auto subject = bound_to(known); !subject.empty())
        return subject == binding.subject ? Result<>() : somebody_else();
    return database.write([&](store::Transaction& transaction) -> Result<> {
        AMPARO_TRY(const auto stored, look(transaction));
        if (const auto subject = bound_to(stored); !subject.empty())
            return subject == binding.subject ? Result<>() : somebody_else();
        auto data = stored ? stored->data : json::Object();
        data[binding.provider] = binding.subject;
        AMPARO_CHECK(store::put_document(transaction, {.kind = std::string(binding_kind),
                                                       .key = name,
                                                       .expected = stored ? stored->revision : 0,
                                                       .data = std::move(data),
                                                       .actor = name,
                                                       .at = database.clock().now()}));
        log::info("identity.bound", {{"provider", binding.provider}});
        return {};
    });
}

Result<> forget_identity(store::Transaction& transaction, const UserName& user,
                         const std::string& actor) {
    AMPARO_TRY(const auto stored, store::find_document(transaction, binding_kind, user.text()));
    if (!stored) return {};
    return store::remove_document(transaction, binding_kind, user.text(), actor);
}

}  // namespace amparo::access
