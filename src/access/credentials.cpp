#include "access/credentials.hpp"

#include "access/directory.hpp"
#include "store/documents.hpp"

namespace amparo::access {

Result<std::optional<Credential>> find_credential(store::Snapshot& snapshot, const UserName& name) {
    AMPARO_TRY(const auto document, store::find_document(snapshot, credential_kind, name.text()));
    if (!document) return std::nullopt;
    return Credential{.hash = json::string_or(document->data, "hash"),
                      .must_change = json::bool_or(document->data, "must_change", false),
                      .changed_at = document->updated_at,
                      .earlier = json::string_list(document->data, "earlier"),
                      .revision = document->revision};
}

Result<> put_credential(store::Transaction& transaction, const UserName& name,
                        const Credential& credential, const std::string& actor) {
    json::Object data{{"hash", credential.hash}, {"must_change", credential.must_change}};
    if (!credential.earlier.empty()) data["earlier"] = json::to_array(credential.earlier);
    store::DocumentWrite write{.kind = std::string(credential_kind),
                               .key = name.text(),
                               .expected = credential.revision == 0 ? -1 : credential.revision,
                               .data = std::move(data),
                               .actor = actor,
                               .at = credential.changed_at};
    AMPARO_CHECK(store::put_document(transaction, std::move(write)));
    return {};
}

Result<> remove_credential(store::Transaction& transaction, const UserName& name,
                           const std::string& actor) {
    const auto removed = store::remove_document(transaction, credential_kind, name.text(), actor);
    if (!removed && removed.error().code != Errc::not_found) {
        return std::unexpected(removed.error());
    }
    return {};
}

}  // namespace amparo::access
