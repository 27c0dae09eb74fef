#include "forms/protectable.hpp"

#include <algorithm>
#include <array>

namespace amparo::forms {

bool is_protectable(const Field& field) {
    using enum FieldType;
    constexpr std::array<std::string_view, 6> needed{"status",    "owned_by", "module_id",
                                                     "case_type", "workflow", "risk_level"};
    if (field.is_computed() || std::ranges::find(needed, field.name) != needed.end()) return false;
    switch (field.type) {
        case text_field:
        case textarea:
        case select_box:
        case radio_button:
        case photo_upload_box:
        case audio_upload_box:
        case document_upload_box:
        case signature:
            return true;
        default:
            return false;
    }
}

}  // namespace amparo::forms
