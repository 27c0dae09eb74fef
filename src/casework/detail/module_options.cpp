#include "casework/detail/module_options.hpp"

namespace amparo::casework::detail {

ModuleOptions::ModuleOptions(const forms::Definitions& definitions, const json::Object& record)
    : module_(nullptr), system_(definitions.system_settings()) {
    const auto* module = definitions.module(json::string_or(record, "module_id"));
    if (module != nullptr) module_ = json::find_object(module->attributes, "module_options");
}

const json::Value* ModuleOptions::find(std::string_view name) const {
    const auto* own = module_ == nullptr ? nullptr : module_->if_contains(name);
    if (own != nullptr && !own->is_null()) return own;
    return system_.if_contains(name);
}

const json::Object* ModuleOptions::object(std::string_view name) const {
    const auto* value = find(name);
    return value == nullptr ? nullptr : value->if_object();
}

std::vector<std::string> ModuleOptions::list(std::string_view name) const {
    std::vector<std::string> texts;
    const auto* value = find(name);
    const auto* array = value == nullptr ? nullptr : value->if_array();
    if (array == nullptr) return texts;
    for (const auto& element : *array) {
        if (const auto* text = element.if_string()) texts.emplace_back(*text);
    }
    return texts;
}

bool ModuleOptions::is_true(std::string_view name) const {
    const auto* value = find(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

std::int64_t ModuleOptions::integer(std::string_view name, std::int64_t fallback) const {
    const auto* value = find(name);
    const auto number = value == nullptr ? std::nullopt : json::as_integer(*value);
    return number.value_or(fallback);
}

}  // namespace amparo::casework::detail
