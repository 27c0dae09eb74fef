#include "forms/validation.hpp"

#include <gmock/gmock.h>

#include "base/limits.hpp"
#include "forms/forms_test_support.hpp"
#include "forms/merge.hpp"

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view row_uuid = "99999999-9999-4999-8999-999999999999";

/// The world of the vectors: lookups, places, agencies and users that exist.
class Vectors {
  public:
    Vectors() : file_(read_test_data("validation-vectors.json")) {}

    const json::Array& server() const { return *json::find_array(file_, "server"); }

    std::shared_ptr<const Definitions> definitions(json::Array fields) const {
        auto source = small_source();
        const auto& around = *json::find_object(file_, "context");
        for (const auto& [id, values] : *json::find_object(around, "lookups"))
            source.lookups.push_back({{"unique_id", id}, {"values", values}});
        for (const auto& code : json::string_list(around, "locations"))
            source.locations.push_back({{"code", code}});
        add_form(source, "f", std::move(fields));
        return load_or_fail(std::move(source));
    }

    ValidationContext context(const Definitions& definitions) const {
        const auto& around = *json::find_object(file_, "context");
        const auto among = [&around](std::string_view key) {
            return [names = json::string_list(around, key)](std::string_view name) {
                return std::find(names.begin(), names.end(), name) != names.end();
            };
        };
        return {.definitions = definitions,
                .today = *parse_day(json::string_or(around, "today")),
                .agency_exists = among("agencies"),
                .user_exists = among("users")};
    }

  private:
    json::Object file_;
};

FieldMap fields_of(const Definitions& definitions) {
    FieldMap fields;
    for (const auto* form : definitions.forms_of("case")) {
        for (const auto& field : form->fields) fields.emplace(field.name, &field);
    }
    return fields;
}

/// The same value with generated ids as the vectors write them.
json::Value with_placeholders(const json::Value& value, const json::Value& sent) {
    if (const auto* list = value.if_array()) {
        json::Array copy;
        const auto* before = sent.if_array();
        for (std::size_t i = 0; i < list->size(); ++i) {
            const bool is_sent = before != nullptr && i < before->size();
            copy.push_back(with_placeholders((*list)[i], is_sent ? (*before)[i] : json::Value()));
        }
        return copy;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return value;
    json::Object copy = *object;
    const auto* before = sent.if_object();
    const bool is_made =
        object->contains("unique_id") && before != nullptr && !before->contains("unique_id");
    if (is_made) copy["unique_id"] = "$new";
    return copy;
}

std::vector<std::string> expected_errors(const json::Object& vector, std::string_view prefix) {
    std::vector<std::string> lines;
    const auto* errors = json::find_array(vector, "errors");
    if (errors == nullptr) return lines;
    for (const auto& error : *errors) {
        lines.push_back(std::string(prefix) + json::string_or(error.as_object(), "pointer") + " " +
                        json::string_or(error.as_object(), "key"));
    }
    return lines;
}

struct Outcome {
    std::optional<json::Value> stored;
    std::vector<std::string> errors;
};

void check_outcome(const json::Object& vector, const Outcome& outcome, std::string_view prefix) {
    const auto id = std::string(prefix) + " " + json::string_or(vector, "id");
    const auto wanted = json::string_or(vector, "outcome");
    EXPECT_EQ(outcome.errors, expected_errors(vector, prefix)) << id;
    if (wanted == "dropped") {
        EXPECT_FALSE(outcome.stored.has_value()) << id;
    }
    if (wanted != "stored" && wanted != "cleared") return;
    ASSERT_TRUE(outcome.stored.has_value()) << id;
    const auto& sent = *json::find(vector, "value");
    const auto* stored = json::find(vector, "stored");
    EXPECT_TRUE(
        is_same_value(with_placeholders(*outcome.stored, sent), stored == nullptr ? sent : *stored))
        << id << ": " << json::write(*outcome.stored);
}

/// Gives new rows their ids, as a write does, without removing what is marked.
void number_rows(json::Value& rows) {
    auto* list = rows.if_array();
    if (list == nullptr) return;
    for (auto& row : *list) {
        auto* object = row.if_object();
        if (object != nullptr && !object->contains("unique_id")) (*object)["unique_id"] = "$new";
    }
}

Outcome at_top(const Vectors& vectors, const json::Object& vector) {
    const auto definitions = vectors.definitions({*json::find(vector, "field")});
    const auto fields = fields_of(*definitions);
    const auto& name = fields.begin()->first;
    json::Object input{{name, *json::find(vector, "value")}};
    if (const auto* values = json::find_object(vector, "values"))
        input.insert(values->begin(), values->end());
    json::Object stored;
    if (const auto* current = json::find(vector, "current")) stored[name] = *current;
    auto result = validate({input, fields, &stored}, vectors.context(*definitions));
    Outcome outcome{{}, listed(result.problems)};
    if (const auto* kept = result.data.if_contains(name)) outcome.stored = *kept;
    if (outcome.stored) number_rows(*outcome.stored);
    return outcome;
}

Outcome in_row(const Vectors& vectors, const json::Object& vector) {
    const auto field = *json::find(vector, "field");
    const auto name = json::string_or(field.as_object(), "name");
    const auto definitions = vectors.definitions(
        {json::Object{{"name", "rows"}, {"type", "subform"}, {"fields", json::Array{field}}}});
    json::Object row{{"unique_id", row_uuid}, {name, *json::find(vector, "value")}};
    if (const auto* values = json::find_object(vector, "values"))
        row.insert(values->begin(), values->end());
    json::Object stored_row{{"unique_id", row_uuid}};
    if (const auto* current = json::find(vector, "current")) stored_row[name] = *current;
    const json::Object input{{"rows", json::Array{row}}};
    const json::Object stored{{"rows", json::Array{stored_row}}};
    const auto fields = fields_of(*definitions);
    auto result = validate({input, fields, &stored}, vectors.context(*definitions));
    Outcome outcome{{}, listed(result.problems)};
    const auto* rows = result.data.if_contains("rows");
    if (rows == nullptr || rows->get_array().empty()) return outcome;
    if (const auto* kept = rows->get_array()[0].get_object().if_contains(name))
        outcome.stored = *kept;
    if (outcome.stored) number_rows(*outcome.stored);
    return outcome;
}

TEST(Validation, PassesEverySharedVectorInTheRecordAndInsideARow) {
    const Vectors vectors;
    int checked = 0;
    for (const auto& item : vectors.server()) {
        const auto& vector = item.as_object();
        check_outcome(vector, at_top(vectors, vector), "");
        ++checked;
        if (json::bool_or(vector, "top_level_only", false)) continue;
        check_outcome(vector, in_row(vectors, vector), "/rows/0");
    }
    EXPECT_EQ(checked, 181);
}

struct Checked {
    json::Object data;
    std::vector<std::string> problems;
};

Checked checked(std::string_view field_list, std::string_view input,
                UnknownKeys unknown = UnknownKeys::dropped) {
    const Vectors vectors;
    const auto definitions = vectors.definitions(read_json(field_list).as_array());
    auto context = vectors.context(*definitions);
    context.unknown_keys = unknown;
    const auto values = read_object(input);
    const auto fields = fields_of(*definitions);
    auto result = validate({values, fields}, context);
    return {std::move(result.data), listed(result.problems)};
}

TEST(Validation, FindsEverythingInTheOrderOfTheFields) {
    const auto result = checked(R"([{"name":"b","type":"text_field"},
                                    {"name":"a","type":"numeric_field"},
                                    {"name":"c","type":"tick_box"}])",
                                R"({"a":"x","c":7,"b":5})");
    EXPECT_THAT(result.problems,
                ElementsAre("/b errors.validation.text", "/a errors.validation.integer",
                            "/c errors.validation.boolean"));
}

TEST(Validation, DropsOrNamesUnknownKeysInRowsToo) {
    const std::string_view fields = R"([{"name":"s","type":"subform","fields":[
                                         {"name":"k","type":"text_field"}]}])";
    const std::string_view input = R"({"lost":1,"s":[{"k":"x","gone":2,"_destroy":null}]})";
    const auto lenient = checked(fields, input);
    EXPECT_THAT(lenient.problems, IsEmpty());
    EXPECT_EQ(json::write(lenient.data), R"({"s":[{"k":"x"}]})");
    const auto strict = checked(fields, input, UnknownKeys::refused);
    EXPECT_THAT(strict.problems, ElementsAre("/lost errors.validation.unknown_key",
                                             "/s/0/gone errors.validation.unknown_key"));
}

TEST(Validation, LeavesKeysOfTheCallerAlone) {
    const Vectors vectors;
    const auto definitions = vectors.definitions({});
    auto context = vectors.context(*definitions);
    context.unknown_keys = UnknownKeys::refused;
    const auto input = read_object(R"({"owned_by":"worker_a","lost":1})");
    const std::set<std::string, std::less<>> system_keys{"owned_by"};
    const auto is_own = [&](std::string_view key) { return system_keys.contains(key); };
    const auto result = validate({input, {}, nullptr, is_own}, context);
    EXPECT_THAT(listed(result.problems), ElementsAre("/lost errors.validation.unknown_key"));
    EXPECT_TRUE(result.data.empty());
}

TEST(Validation, IgnoresDisabledFieldsForThoseWhoDoNotManage) {
    const Vectors vectors;
    const auto definitions =
        vectors.definitions(read_json(R"([{"name":"a","type":"text_field","disabled":true},
                      {"name":"s","type":"subform","fields":[
                        {"name":"k","type":"text_field","disabled":true}]}])")
                                .as_array());
    const auto input = read_object(R"({"a":"x","s":[{"k":"y"}]})");
    const auto fields = fields_of(*definitions);
    auto context = vectors.context(*definitions);
    EXPECT_EQ(json::write(validate({input, fields}, context).data), R"({"a":"x","s":[{"k":"y"}]})");
    context.disabled_fields = DisabledFields::ignored;
    EXPECT_EQ(json::write(validate({input, fields}, context).data), R"({"s":[{}]})");
}

TEST(Validation, RefusesTwoRowsOfOneId) {
    const std::string id = R"("11111111-1111-4111-8111-111111111111")";
    const auto result = checked(R"([{"name":"s","type":"subform","fields":[]}])",
                                R"({"s":[{"unique_id":)" + id + R"(},{"unique_id":)" + id + "}]}");
    EXPECT_THAT(result.problems, ElementsAre("/s/1/unique_id errors.validation.unique_id"));
}

TEST(Validation, LimitsRowsAndTheDocument) {
    const std::string_view fields = R"([{"name":"s","type":"subform","fields":[]}])";
    const auto rows = [](std::size_t count) {
        return json::write(json::Object{{"s", json::Array(count, json::Object())}});
    };
    EXPECT_THAT(checked(fields, rows(limits::subform_rows_max)).problems, IsEmpty());
    EXPECT_THAT(checked(fields, rows(limits::subform_rows_max + 1)).problems,
                ElementsAre("/s errors.validation.rows_count"));
    json::Object document{{"a", std::string(limits::document_bytes_max - 8, 'x')}};
    EXPECT_FALSE(check_document_size(document).has_value());
    document["a"] = std::string(limits::document_bytes_max - 7, 'x');
    EXPECT_EQ(check_document_size(document)->message, "errors.validation.document_size");
}

TEST(Validation, StoresPlacesInTheirConfiguredSpelling) {
    const std::string_view fields = R"([{"name":"p","type":"select_box",
                                         "option_strings_source":"Location"},
                                        {"name":"q","type":"select_box","multi_select":true,
                                         "option_strings_source":"Location"}])";
    const auto result = checked(fields, R"({"p":"loc01","q":["LOC02","loc02"]})");
    EXPECT_THAT(result.problems, IsEmpty());
    EXPECT_EQ(json::write(result.data), R"({"p":"LOC01","q":["LOC02"]})");
}

TEST(Validation, AMissingLookupIsAnEmptyListAndASelectWithoutOptionsTakesAnyText) {
    const auto lost = checked(
        R"([{"name":"a","type":"select_box","option_strings_source":"lookup lookup-lost"}])",
        R"({"a":"x"})");
    EXPECT_THAT(lost.problems, ElementsAre("/a errors.validation.option"));
    const auto free = checked(R"([{"name":"a","type":"select_box"},
        {"name":"b","type":"select_box","option_strings_source":"LinkedIncidents"}])",
                              R"({"a":"x","b":"y"})");
    EXPECT_THAT(free.problems, IsEmpty());
}

TEST(Validation, DisabledPlacesAreNotChosenNewly) {
    auto source = small_source();
    source.locations.push_back(read_object(R"({"code":"OLD","disabled":true})"));
    add_form(source, "f",
             read_json(R"([{"name":"p","type":"select_box",
                                         "option_strings_source":"Location"}])")
                 .as_array());
    const auto definitions = load_or_fail(std::move(source));
    const ValidationContext context{.definitions = *definitions, .today = Day(2026y / 3 / 15)};
    const auto fields = fields_of(*definitions);
    const json::Object input{{"p", "OLD"}};
    EXPECT_THAT(listed(validate({input, fields}, context).problems),
                ElementsAre("/p errors.validation.option_disabled"));
    EXPECT_THAT(validate({input, fields, &input}, context).problems, IsEmpty());
}

TEST(Validation, TodayIsTheDayOfTheOrganisation) {
    auto source = small_source();
    source.system_settings["time_zone"] = "Pacific/Auckland";
    add_form(source, "f",
             read_json(R"([{"name":"at","type":"date_field",
        "date_include_time":true,"date_validation":"not_future_date"}])")
                 .as_array());
    const auto definitions = load_or_fail(std::move(source));
    const ValidationContext context{.definitions = *definitions, .today = Day(2026y / 3 / 15)};
    const auto fields = fields_of(*definitions);
    const json::Object today{{"at", "2026-03-15T10:59:00Z"}};     // 23:59 there
    const json::Object tomorrow{{"at", "2026-03-15T11:00:00Z"}};  // 00:00 of the 16th
    EXPECT_THAT(validate({today, fields}, context).problems, IsEmpty());
    EXPECT_THAT(listed(validate({tomorrow, fields}, context).problems),
                ElementsAre("/at fields.future_date_not_valid"));
}

}  // namespace
}  // namespace amparo::forms
