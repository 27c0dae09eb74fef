#include "forms/forms_test_support.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

namespace amparo::forms {

json::Value read_json(std::string_view text) {
    auto parsed = json::parse(text, {.bytes_max = 64U << 20, .depth_max = 64});
    if (!parsed) throw std::runtime_error("not JSON: " + std::string(text.substr(0, 200)));
    return std::move(*parsed);
}

json::Object read_object(std::string_view text) {
    return read_json(text).as_object();
}

json::Object read_test_data(std::string_view file_name) {
    std::ifstream file(std::string(AMPARO_SOURCE_DIR) + "/testdata/" + std::string(file_name));
    return read_object(std::string{std::istreambuf_iterator<char>(file), {}});
}

void add_form(Definitions::Source& source, std::string_view unique_id, json::Array fields) {
    json::Object form{{"unique_id", unique_id}, {"parent_form", "case"}};
    form["name"] = json::Object{{"en", unique_id}};
    form["module_ids"] = json::Array{"primeromodule-cp"};
    for (auto& value : fields) {
        auto& field = value.as_object();
        if (!field.contains("display_name"))
            field["display_name"] = json::Object{{"en", field["name"]}};
        auto* inner = field.if_contains("fields");
        if (inner == nullptr) continue;
        const auto nested = std::string(unique_id) + "_" + json::string_or(field, "name");
        auto inner_fields = std::move(inner->as_array());
        add_form(source, nested, std::move(inner_fields));
        for (auto& known : source.forms) {
            if (json::string_or(known, "unique_id") == nested) known["is_nested"] = true;
        }
        field.erase("fields");
        field["subform_unique_id"] = nested;
    }
    form["fields"] = std::move(fields);
    source.forms.push_back(std::move(form));
}

Definitions::Source small_source() {
    Definitions::Source source;
    source.modules.push_back(read_object(R"({"unique_id":"primeromodule-cp","name":"CP",
        "associated_record_types":["case","incident","tracing_request","registry_record",
                                   "family"], "form_section_unique_ids":[]})"));
    source.system_settings = read_object(R"({"default_locale":"en","locales":["en","fr"]})");
    return source;
}

std::shared_ptr<const Definitions> load_or_fail(Definitions::Source source) {
    auto loaded = Definitions::load(std::move(source));
    if (loaded) return *loaded;
    for (const auto& problem : listed(loaded.error().problems)) ADD_FAILURE() << problem;
    throw std::runtime_error("the configuration of the test does not load");
}

std::vector<std::string> problems_of(Definitions::Source source) {
    auto loaded = Definitions::load(std::move(source));
    if (loaded) return {"loaded"};
    return listed(loaded.error().problems);
}

std::vector<std::string> listed(const std::vector<Problem>& problems) {
    std::vector<std::string> lines;
    lines.reserve(problems.size());
    for (const auto& problem : problems)
        lines.push_back(problem.pointer + " " + problem.message.key);
    return lines;
}

}  // namespace amparo::forms
