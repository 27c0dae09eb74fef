#include "forms/merge.hpp"

#include <gmock/gmock.h>

#include "forms/forms_test_support.hpp"
#include "forms/three_way.hpp"

namespace amparo::forms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// The generated ids of a value as "$new", as the vectors write them.
json::Value with_placeholders(const json::Value& value) {
    constexpr std::size_t uuid_size = 36;
    if (const auto* list = value.if_array()) {
        json::Array copy;
        for (const auto& item : *list) copy.push_back(with_placeholders(item));
        return copy;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return value;
    json::Object copy;
    for (const auto& [key, member] : *object) {
        const bool is_made = key == "unique_id" && member.get_string().size() == uuid_size;
        copy[key] = is_made ? json::Value("$new") : with_placeholders(member);
    }
    return copy;
}

/// A field of the merge vectors in the form of a configuration.
json::Object configured(std::string_view name, const json::Object& vector) {
    json::Object field = vector;
    field["name"] = name;
    if (const auto* options = json::find_array(vector, "options")) {
        json::Array texts;
        for (const auto& id : *options) texts.push_back(json::Object{{"id", id}});
        field["option_strings_text"] = std::move(texts);
        field.erase("options");
    } else if (json::bool_or(vector, "multi_select", false)) {
        field["option_strings_source"] = "Agency";  // a source whose order is not known here
    }
    if (const auto* inner = json::find_object(vector, "fields")) {
        json::Array fields;
        for (const auto& [key, value] : *inner)
            fields.push_back(configured(key, value.as_object()));
        field["fields"] = std::move(fields);
    }
    return field;
}

FieldMap all_fields(const Definitions& definitions) {
    FieldMap fields;
    for (const auto* form : definitions.forms_of("case")) {
        for (const auto& field : form->fields) fields.emplace(field.name, &field);
    }
    return fields;
}

std::shared_ptr<const Definitions> configured_with(const json::Object& fields) {
    json::Array list;
    for (const auto& [name, field] : fields) list.push_back(configured(name, field.as_object()));
    auto source = small_source();
    add_form(source, "f", std::move(list));
    return load_or_fail(std::move(source));
}

const json::Object& part(const json::Object& vector, std::string_view key) {
    return *json::find_object(vector, key);
}

TEST(Merge, PassesEverySharedVector) {
    SystemRandom random;
    const auto vectors = read_test_data("merge-vectors.json");
    int checked = 0;
    for (const auto& item : *json::find_array(vectors, "update")) {
        const auto& vector = item.as_object();
        const json::Value merged = merge(part(vector, "old"), part(vector, "new"), random);
        EXPECT_TRUE(is_same_value(with_placeholders(merged), part(vector, "stored")))
            << json::string_or(vector, "id") << ": " << json::write(merged);
        ++checked;
    }
    EXPECT_EQ(checked, 25);
}

TEST(Merge, KeepsTheOrderOfRowsAndNeverStoresAMark) {
    SystemRandom random;
    const auto merged =
        merge(read_object(R"({"s":[{"unique_id":"b"},{"unique_id":"a","k":1}]})"),
              read_object(R"({"s":[{"unique_id":"c","_destroy":false},{"unique_id":"a","k":2},
                             {"unique_id":"d","_destroy":true},{"unique_id":"c","k":3}]})"),
              random);
    EXPECT_EQ(json::write(merged),
              R"({"s":[{"unique_id":"b"},{"unique_id":"a","k":2},{"unique_id":"c","k":3}]})");
}

TEST(Merge, NumbersRowsInsideNewRowsAndDropsRemovedOnes) {
    SystemRandom random;
    auto data = read_object(R"({"s":[{"n":[{"v":1},{"v":2,"_destroy":true}]}],"m":["x"]})");
    complete_rows(data, random);
    EXPECT_EQ(json::write(with_placeholders(data)),
              R"({"s":[{"n":[{"v":1,"unique_id":"$new"}],"unique_id":"$new"}],"m":["x"]})");
}

TEST(ThreeWay, PassesEverySharedVector) {
    const auto vectors = read_test_data("merge-vectors.json");
    int checked = 0;
    for (const auto& item : *json::find_array(vectors, "three_way")) {
        const auto& vector = item.as_object();
        const auto definitions = configured_with(part(vector, "fields"));
        const auto merged =
            merge_three_way(*definitions, all_fields(*definitions),
                            {part(vector, "base"), part(vector, "mine"), part(vector, "theirs")});
        EXPECT_TRUE(is_same_value(merged.data, part(vector, "result")))
            << json::string_or(vector, "id") << ": " << json::write(merged.data);
        EXPECT_EQ(merged.conflicts, json::string_list(vector, "conflicts"))
            << json::string_or(vector, "id");
        ++checked;
    }
    EXPECT_EQ(checked, 46);
}

TEST(ThreeWay, KeysWithoutAFieldAreSingleValues) {
    const auto definitions = configured_with(read_object(R"({"a":{"type":"text_field"}})"));
    const auto base = read_object(R"({"status":"open","a":"x"})");
    const auto mine = read_object(R"({"a":"y","status":"closed"})");
    const auto theirs = read_object(R"({"status":"transferred","a":"x"})");
    const auto merged =
        merge_three_way(*definitions, all_fields(*definitions), {base, mine, theirs});
    EXPECT_THAT(merged.conflicts, ElementsAre("/status"));
    EXPECT_EQ(json::write(merged.data), R"({"status":"transferred","a":"y"})");
}

std::vector<std::string> protected_problems(const Definitions& definitions, std::string_view sent,
                                            const ProtectedSubforms& append_only = {}) {
    const auto stored = read_object(R"({"s":[{"unique_id":"1","k":"a","n":[{"unique_id":"x"}]},
                                             {"unique_id":"2","k":"b"}]})");
    const auto input = read_object(sent);
    const auto fields = all_fields(definitions);
    return listed(check_protected_rows({input, fields, &stored}, append_only));
}

std::shared_ptr<const Definitions> with_flag(const char* form, const char* flag) {
    auto source = small_source();
    add_form(source, "f",
             read_json(R"([{"name":"s","type":"subform","fields":[
        {"name":"k","type":"text_field"},
        {"name":"n","type":"subform","fields":[{"name":"v","type":"text_field"}]}]}])")
                 .as_array());
    for (auto& known : source.forms) {
        if (json::string_or(known, "unique_id") == form) known[flag] = true;
    }
    return load_or_fail(std::move(source));
}

TEST(ProtectedRows, AppendOnlyTakesNewRowsAndNoOtherChange) {
    const auto definitions = with_flag("f_s", "subform_append_only");
    EXPECT_THAT(
        protected_problems(*definitions, R"({"s":[{"k":"new"},
        {"unique_id":"1","k":"a"},{"unique_id":"2","k":"changed"},
        {"unique_id":"1","_destroy":true},{"unique_id":"9","k":"new too"}]})"),
        ElementsAre("/s/2 errors.validation.append_only", "/s/3 errors.validation.append_only"));
}

TEST(ProtectedRows, RemovalCanBePreventedAlone) {
    const auto definitions = with_flag("f_s", "subform_prevent_item_removal");
    EXPECT_THAT(protected_problems(*definitions, R"({"s":[{"unique_id":"1","k":"changed"},
        {"unique_id":"2","_destroy":true},{"unique_id":"9","_destroy":true}]})"),
                ElementsAre("/s/1 errors.validation.removal_prevented"));
    const auto nested = with_flag("f_s_n", "subform_prevent_item_removal");
    EXPECT_THAT(protected_problems(*nested, R"({"s":[{"unique_id":"1",
        "n":[{"unique_id":"x","_destroy":true}]}]})"),
                ElementsAre("/s/0/n/0 errors.validation.removal_prevented"));
}

TEST(ProtectedRows, AWriterCanBeHeldToAppending) {
    const auto definitions = with_flag("f", "visible");
    const std::string_view change = R"({"s":[{"unique_id":"1","k":"changed"}]})";
    EXPECT_THAT(protected_problems(*definitions, change), IsEmpty());
    EXPECT_THAT(protected_problems(*definitions, change, {"s"}),
                ElementsAre("/s/0 errors.validation.append_only"));
}

}  // namespace
}  // namespace amparo::forms
