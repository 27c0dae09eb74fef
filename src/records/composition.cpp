#include "records/composition.hpp"

namespace amparo::records {

const json::Object* auto_populate_entry(const forms::Definitions& definitions,
                                        std::string_view key) {
    const auto* list = json::find_array(definitions.system_settings(), "auto_populate_list");
    if (list == nullptr) return nullptr;
    for (const auto& element : *list) {
        const auto* entry = element.if_object();
        if (entry == nullptr || json::string_or(*entry, "field_key") != key) continue;
        if (json::bool_or(*entry, "auto_populated", false)) return entry;
    }
    return nullptr;
}

std::vector<std::string> composition_of(const forms::Definitions& definitions,
                                        std::string_view key) {
    const auto* entry = auto_populate_entry(definitions, key);
    if (entry == nullptr) return {};
    const auto* formats = json::find_object(*entry, "formats");
    if (formats != nullptr) {
        auto own = json::string_list(*formats, definitions.default_locale());
        if (!own.empty()) return own;
    }
    return json::string_list(*entry, "format");
}

}  // namespace amparo::records
