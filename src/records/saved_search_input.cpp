#include "records/saved_search_input.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "records/service.hpp"

namespace amparo::records {
namespace {

constexpr std::size_t name_characters_max = 200;
constexpr std::size_t filters_max = 100;  // of one search

/// Names of parameters that say how a list is shown or searched, and no field.
constexpr std::string_view of_the_list[] = {"fields",       "order", "order_by",  "page",
                                            "per",          "query", "id_search", "phonetic",
                                            "phone_number", "search"};

bool is_filter(const json::Value& value) {
    const auto* filter = value.if_object();
    if (filter == nullptr || json::string_or(*filter, "name").empty()) return false;
    const auto* wanted = filter->if_contains("value");
    return wanted != nullptr && !json::is_blank(*wanted) &&
           (wanted->is_array() || wanted->is_object() || wanted->is_string());
}

bool is_number(std::string_view part) {
    return std::ranges::all_of(part, [](char letter) { return letter >= '0' && letter <= '9'; });
}

/// "or", "not" and positions lead to fields; whatever follows a field is of its value.
bool is_joint(std::string_view part) {
    return part == "or" || part == "not" || is_number(part);
}

/// Finds the fields of one filter, wherever they hide.
class FieldFinder {
  public:
    void look(std::string_view name, const json::Value& value) {
        for (auto part : text::split(name, '[')) {
            if (part.ends_with(']')) part.remove_suffix(1);
            if (is_joint(part)) continue;
            if (part.starts_with("loc:")) part.remove_prefix(4);
            fields_.emplace_back(part);
            return;
        }
        look_in(value);
    }
    std::vector<std::string> take() { return std::move(fields_); }

  private:
    void look_in(const json::Value& value) {
        if (const auto* object = value.if_object()) {
            for (const auto& member : *object) look(member.key(), member.value());
        } else if (const auto* list = value.if_array()) {
            for (const auto& element : *list) look_in(element);
        }
    }

    std::vector<std::string> fields_;
};

}  // namespace

Result<json::Object> read_search(const json::Object& input) {
    std::vector<Problem> problems;
    const auto name = text::trim(json::string_or(input, "name"));
    if (name.empty()) problems.push_back({"name", "errors.blank"});
    if (text::length(name) > name_characters_max)
        problems.push_back({"name", "errors.fields.value"});
    const auto type = json::string_or(input, "record_type");
    if (segment_of(type).empty() && type_of_segment(type).empty())
        problems.push_back({"record_type", "errors.fields.value"});
    const auto* filters = json::find_array(input, "filters");
    const bool fits = filters != nullptr && !filters->empty() && filters->size() <= filters_max &&
                      std::ranges::all_of(*filters, is_filter);
    if (!fits) problems.push_back({"filters", "errors.saved_searches.filters"});
    if (!problems.empty()) {
        return std::unexpected(Error{.code = Errc::invalid,
                                     .message = "errors.invalid_record",
                                     .problems = std::move(problems)});
    }
    return json::Object{{"name", name},
                        {"record_type", type},
                        {"filters", *filters},
                        {"module_ids", json::to_array(json::string_list(input, "module_ids"))}};
}

std::string searched_type(const json::Object& search) {
    const auto name = json::string_or(search, "record_type");
    const auto type = type_of_segment(name);
    return type.empty() ? name : std::string(type);
}

std::vector<std::string> searched_fields(const json::Object& search) {
    FieldFinder finder;
    const auto* filters = json::find_array(search, "filters");
    if (filters == nullptr) return {};
    for (const auto& element : *filters) {
        const auto* filter = element.if_object();
        const auto* value = filter == nullptr ? nullptr : filter->if_contains("value");
        if (value != nullptr) finder.look(json::string_or(*filter, "name"), *value);
    }
    auto fields = finder.take();
    std::erase_if(fields, [](const auto& field) {
        return std::ranges::find(of_the_list, field) != std::end(of_the_list);
    });
    return fields;
}

bool has_words(const json::Object& search) {
    const auto* filters = json::find_array(search, "filters");
    return filters != nullptr && std::ranges::any_of(*filters, [](const auto& element) {
               const auto* filter = element.if_object();
               return filter != nullptr && json::string_or(*filter, "name") == "query";
           });
}

}  // namespace amparo::records
