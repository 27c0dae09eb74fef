#include "casework/transitions/outside_reader.hpp"

#include <memory>
#include <string>
#include <utility>

namespace amparo::casework {

access::Actor outside_reader(const access::Actor& sender, const access::Role& outside,
                             std::string_view record_type) {
    auto role = std::make_shared<access::Role>(sender.role());
    std::erase_if(role->form_access,
                  [&](const auto& form) { return !outside.form_access.contains(form.first); });
    for (auto& [form, access] : role->form_access) access = "r";
    role->preview_fields.clear();
    role->permissions[std::string(record_type)].erase("export_hidden_names");
    return access::Actor(sender.user_pointer(), std::move(role), sender.policy());
}

}  // namespace amparo::casework
