#include "forms/definitions.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>

#include "forms/forms_test_support.hpp"
#include "forms/source.hpp"

namespace amparo::forms {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

json::Array fields(std::string_view text) {
    return read_json(text).as_array();
}

std::vector<std::string> problems_with(std::string_view field_list) {
    auto source = small_source();
    add_form(source, "f", fields(field_list));
    return problems_of(std::move(source));
}

std::vector<std::string> warnings_with(Definitions::Source source) {
    return listed(load_or_fail(std::move(source))->warnings());
}

std::shared_ptr<const Definitions> default_definitions() {
    auto source = load_source_from(std::string(AMPARO_SOURCE_DIR) + "/config");
    EXPECT_TRUE(source.has_value());
    return load_or_fail(std::move(*source));
}

TEST(Definitions, DefaultConfigurationLoadsWithoutAnyFinding) {
    const auto counts = read_test_data("catalogue_counts.json");
    const auto definitions = default_definitions();
    EXPECT_THAT(listed(definitions->warnings()), IsEmpty());
    std::int64_t field_count = 0;
    std::map<std::string, std::int64_t> by_type;
    for (const auto& form : definitions->forms()) {
        field_count += static_cast<std::int64_t>(form->fields.size());
        for (const auto& field : form->fields) ++by_type[std::string(wire_name(field.type))];
    }
    EXPECT_EQ(static_cast<std::int64_t>(definitions->forms().size()),
              json::integer_or(counts, "form_files", 0));
    EXPECT_EQ(field_count, json::integer_or(counts, "fields", 0));
    for (const auto& [type, count] : *json::find_object(counts, "fields_by_type"))
        EXPECT_EQ(by_type[std::string(type)], count.as_int64()) << type;
    for (const auto& [type, count] : *json::find_object(counts, "forms_by_parent"))
        EXPECT_THAT(definitions->forms_of(type),
                    SizeIs(static_cast<std::size_t>(count.as_int64())));
    EXPECT_EQ(definitions->locations().at_level("ex0101", 1)->code, "EX01");
    EXPECT_NE(definitions->module("primeromodule-cp"), nullptr);
    EXPECT_THAT(definitions->locales(), ElementsAre("en", "fr", "ar", "es"));
}

TEST(Definitions, LinksSubformsLookupsAndFields) {
    const auto definitions = default_definitions();
    const auto* services = definitions->field("case", "services_section");
    ASSERT_NE(services, nullptr);
    ASSERT_NE(services->subform, nullptr);
    EXPECT_EQ(services->subform->unique_id, "services_section");
    EXPECT_TRUE(services->subform->is_nested);
    EXPECT_EQ(services->form->unique_id, "services");
    const auto* type = services->subform->find("service_type");
    ASSERT_NE(definitions->options_of(*type), nullptr);
    EXPECT_EQ(definitions->options_of(*type), &definitions->lookup("lookup-service-type")->values);
    EXPECT_EQ(definitions->field("case", "service_type"), nullptr) << "a row's field";
    EXPECT_EQ(definitions->field("nothing", "sex"), nullptr);
    EXPECT_EQ(definitions->form("nothing"), nullptr);
    EXPECT_EQ(definitions->form(services->form->id), services->form);
    EXPECT_EQ(definitions->form(std::int64_t{-1}), nullptr);
}

TEST(Definitions, GivesStableIdsAndAVersionOfTheContent) {
    const auto first = default_definitions();
    const auto second = default_definitions();
    EXPECT_EQ(first->version(), second->version());
    EXPECT_EQ(first->form("notes")->id, second->form("notes")->id);
    auto source = small_source();
    add_form(source, "a", fields(R"([{"name":"x","type":"text_field"}])"));
    add_form(source, "b", fields(R"([{"name":"y","type":"text_field","id":7}])"));
    source.forms[0]["id"] = 2;
    const auto small = load_or_fail(source);
    EXPECT_EQ(small->form("a")->id, 2);
    EXPECT_EQ(small->form("b")->id, 1) << "the next free number";
    EXPECT_EQ(small->form("b")->fields[0].id, 7);
    source.forms[0]["order"] = 20;
    EXPECT_NE(load_or_fail(source)->version(), small->version());
}

TEST(Definitions, OrdersFormsAsTheNavigationDoes) {
    auto source = small_source();
    const auto text = fields(R"([{"name":"x","type":"text_field"}])");
    for (const auto* id : {"late", "second", "first"}) add_form(source, id, text);
    source.forms[0]["order_form_group"] = 20;
    source.forms[1]["order"] = 2;
    source.forms[2]["order"] = 1;
    std::vector<std::string> order;
    const auto definitions = load_or_fail(std::move(source));
    for (const auto* form : definitions->forms_of("case")) order.push_back(form->unique_id);
    EXPECT_THAT(order, ElementsAre("first", "second", "late"));
    EXPECT_EQ(definitions->field("case", "x")->form->unique_id, "first");
}

TEST(Definitions, FormsAndModulesNameEachOtherAndSubformsFollow) {
    auto source = small_source();
    add_form(source, "a", fields(R"([{"name":"s","type":"subform","fields":[
        {"name":"t","type":"subform","fields":[]}]}])"));
    add_form(source, "b", {});
    add_form(source, "c", {});
    for (auto& form : source.forms) form.erase("module_ids");
    source.forms[4]["module_ids"] = json::Array{"primeromodule-cp"};
    source.modules[0]["form_section_unique_ids"] = json::Array{"a"};
    const auto definitions = load_or_fail(std::move(source));
    EXPECT_THAT(definitions->form("a_s_t")->module_ids, ElementsAre("primeromodule-cp"));
    EXPECT_THAT(definitions->form("b")->module_ids, IsEmpty());
    EXPECT_THAT(definitions->module("primeromodule-cp")->form_ids,
                testing::UnorderedElementsAre("a", "a_s", "a_s_t", "c"));
}

TEST(Definitions, KeepsEveryAttributeAsItWasWritten) {
    auto source = load_source_from(std::string(AMPARO_SOURCE_DIR) + "/config");
    ASSERT_TRUE(source.has_value());
    const auto written = source->forms;
    const auto definitions = load_or_fail(std::move(*source));
    ASSERT_EQ(definitions->forms().size(), written.size());
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto& form = *definitions->forms()[i];
        json::Object kept = form.attributes;
        json::Array kept_fields;
        for (const auto& field : form.fields) kept_fields.emplace_back(field.attributes);
        kept["fields"] = std::move(kept_fields);
        EXPECT_TRUE(is_same_value(json::Value(kept), json::Value(written[i]))) << form.unique_id;
    }
}

TEST(Definitions, NamesEveryProblemWithItsPlace) {
    EXPECT_THAT(problems_with(R"([{"name":"Bad Name","type":"text_field"},
                                  {"name":"a","type":"sculpture"},
                                  {"name":"a","type":"text_field"},
                                  {"type":"text_field","display_name":{"en":"x"}},
                                  {"name":"b","type":"text_field","display_name":{"en":""}},
                                  {"name":"c","type":"text_field","display_name":{"en":"50 %"}},
                                  {"name":"d","type":"text_field","visible":"yes"},
                                  {"name":"e","type":"subform"}])"),
                ElementsAre("/forms/f/fields/0/name errors.models.field.name_format",
                            "/forms/f/fields/1/type errors.configuration.field_type",
                            "/forms/f/fields/2/name errors.models.form_section.unique_field_names",
                            "/forms/f/fields/3/name errors.models.field.name_presence",
                            "/forms/f/fields/4/display_name "
                            "errors.models.field.display_name_presence",
                            "/forms/f/fields/5/display_name "
                            "errors.models.field.display_name_format",
                            "/forms/f/fields/6/visible errors.configuration.type",
                            "/forms/f/fields/7/subform_unique_id "
                            "errors.configuration.subform_missing"));
}

TEST(Definitions, RefusesOptionsBoundsAndExpressionsThatCannotWork) {
    EXPECT_THAT(problems_with(R"([{"name":"a","type":"select_box",
                                   "option_strings_text":[{"id":" "},{"id":"x","tags":[5]},7]},
                                  {"name":"b","type":"numeric_field","min":5,"max":1},
                                  {"name":"c","type":"numeric_field","decimal_places":99},
                                  {"name":"d","type":"text_field","max_length":0},
                                  {"name":"e","type":"text_field",
                                   "display_conditions_record":{"like":{"a":1}}},
                                  {"name":"g","type":"calculated",
                                   "calculation":{"expression":{"sum":"a"}}},
                                  {"name":"h","type":"calculated","calculation":{"wrong":1}},
                                  {"name":"i","type":"date_field","date_validation":"soon"},
                                  {"name":"j","type":"text_field",
                                   "subform_section_configuration":{"edit_roles":"x"}}])"),
                ElementsAre("/forms/f/fields/0/option_strings_text/0/id "
                            "errors.configuration.option_id",
                            "/forms/f/fields/0/option_strings_text/1/tags/0 "
                            "errors.configuration.type",
                            "/forms/f/fields/0/option_strings_text/2 errors.configuration.type",
                            "/forms/f/fields/1/max errors.configuration.bounds",
                            "/forms/f/fields/2/decimal_places errors.configuration.bounds",
                            "/forms/f/fields/3/max_length errors.configuration.bounds",
                            "/forms/f/fields/4/display_conditions_record/like "
                            "errors.expression.operator",
                            "/forms/f/fields/5/calculation/expression/sum "
                            "errors.expression.list",
                            "/forms/f/fields/6/calculation/expression "
                            "errors.configuration.calculation",
                            "/forms/f/fields/7/date_validation "
                            "errors.configuration.date_validation",
                            "/forms/f/fields/8/subform_section_configuration/edit_roles "
                            "errors.configuration.type"));
}

TEST(Definitions, RefusesFormsWithoutNameTypeOrIdentity) {
    auto source = small_source();
    source.forms.push_back(read_object(R"({"unique_id":"no good","parent_form":"dossier"})"));
    source.forms.push_back(read_object(R"({"unique_id":"a","parent_form":"case",
                                           "name":{"en":"#1"},"fields":{}})"));
    source.forms.push_back(read_object(R"({"unique_id":"a","parent_form":"case",
                                           "name":{"en":"A"},"fields":[]})"));
    EXPECT_THAT(problems_of(std::move(source)),
                ElementsAre("/forms/no good/unique_id errors.models.form_section.unique_id",
                            "/forms/no good/name errors.models.form_section.presence_of_name",
                            "/forms/no good/parent_form errors.configuration.record_type",
                            "/forms/a/name errors.models.form_section.format_of_name",
                            "/forms/a/fields errors.configuration.type",
                            "/forms/a/unique_id errors.models.form_section.unique_id"));
}

TEST(Definitions, RefusesOneNameWithTwoTypes) {
    auto source = small_source();
    add_form(source, "a", fields(R"([{"name":"x","type":"text_field"}])"));
    add_form(source, "b", fields(R"([{"name":"x","type":"numeric_field"}])"));
    EXPECT_THAT(problems_of(std::move(source)),
                ElementsAre("/forms/b/fields/0/type errors.configuration.same_name_other_type"));
}

TEST(Definitions, RefusesSubformsInCirclesAndTooDeep) {
    auto circle = small_source();
    add_form(circle, "a", fields(R"([{"name":"s","type":"subform","subform_unique_id":"b"}])"));
    add_form(circle, "b", fields(R"([{"name":"t","type":"subform","subform_unique_id":"b"}])"));
    circle.forms[1]["is_nested"] = true;
    EXPECT_THAT(problems_of(std::move(circle)), Contains("/forms/a/fields/0/subform_unique_id "
                                                         "errors.configuration.subform_depth"));
    const auto nested = [](std::string_view inner) {
        return R"([{"name":"s","type":"subform","fields":)" + std::string(inner) + "}]";
    };
    const auto text = std::string(R"([{"name":"x","type":"text_field"}])");
    EXPECT_THAT(problems_with(nested(nested(nested(text)))), ElementsAre("loaded"));
    EXPECT_THAT(problems_with(nested(nested(nested(nested(text))))),
                Contains(testing::EndsWith("errors.configuration.subform_depth")));
    EXPECT_THAT(problems_with(R"([{"name":"s","type":"subform","subform_unique_id":"f"}])"),
                ElementsAre("/forms/f/fields/0/subform_unique_id "
                            "errors.configuration.subform_missing"))
        << "a top-level form is no subform";
}

TEST(Definitions, RefusesCalculationsInCircles) {
    EXPECT_THAT(problems_with(R"([
        {"name":"a","type":"calculated","calculation":{"expression":{"sum":["b"]}}},
        {"name":"b","type":"calculated","calculation":{"expression":{"sum":["c"]}}},
        {"name":"c","type":"calculated","calculation":{"expression":{"sum":["a"]}}}])"),
                ElementsAre("/forms/f/fields/0 errors.configuration.cycle"));
    EXPECT_THAT(problems_with(R"([
        {"name":"total","type":"calculated","calculation":{"expression":{"sum":["rows.*.x"]}}},
        {"name":"rows","type":"subform","fields":[
            {"name":"x","type":"calculated",
             "calculation":{"expression":{"sum":["$record.total"]}}}]}])"),
                ElementsAre("/forms/f/fields/0 errors.configuration.cycle"));
}

TEST(Definitions, ReportsNamesThatLeadNowhereAndLoadsAllTheSame) {
    auto source = small_source();
    add_form(source, "f", fields(R"([
        {"name":"a","type":"select_box","option_strings_source":"lookup lookup-lost"},
        {"name":"b","type":"text_field","display_conditions_record":{"eq":{"lost":1}}},
        {"name":"c","type":"text_field","display_conditions_record":{"eq":{"status":"open"}}},
        {"name":"s","type":"subform","fields":[
            {"name":"x","type":"text_field","display_conditions_subform":{"eq":{"y":1}}},
            {"name":"z","type":"text_field","display_conditions_subform":{"eq":{"$record.a":1}}}],
         "subform_section_configuration":{"subform_sort_by":"lost","fields":["x","gone"]}}])"));
    for (auto& form : source.forms) form["module_ids"] = json::Array{"primeromodule-gbv"};
    EXPECT_THAT(warnings_with(std::move(source)),
                testing::UnorderedElementsAre(
                    "/forms/f_s/module_ids warnings.configuration.module",
                    "/forms/f_s/fields/0/display_conditions_subform "
                    "warnings.configuration.condition_field",
                    "/forms/f/module_ids warnings.configuration.module",
                    "/forms/f/fields/0/option_strings_source warnings.configuration.lookup",
                    "/forms/f/fields/1/display_conditions_record "
                    "warnings.configuration.condition_field",
                    "/forms/f/fields/3/subform_section_configuration/subform_sort_by "
                    "warnings.configuration.field",
                    "/forms/f/fields/3/subform_section_configuration/fields "
                    "warnings.configuration.field"));
}

TEST(Definitions, FirstOfTwoEqualOptionsWinsAndTakesTheLaterLabel) {
    auto source = small_source();
    source.lookups.push_back(read_object(R"({"unique_id":"lookup-a","name":{"en":"A"},"values":[
        {"id":"x","display_text":{"en":"X","fr":"Xf"}},{"id":"y","display_text":{"en":"Y"}},
        {"id":"x","display_text":{"en":"Other"},"disabled":true}]})"));
    const auto definitions = load_or_fail(std::move(source));
    const auto* lookup = definitions->lookup("lookup-a");
    ASSERT_THAT(lookup->values, SizeIs(2));
    EXPECT_EQ(lookup->find("x")->display_text.at("en"), "Other");
    EXPECT_EQ(lookup->find("x")->display_text.at("fr"), "Xf");
    EXPECT_FALSE(lookup->find("x")->disabled);
    EXPECT_EQ(lookup->find("z"), nullptr);
    EXPECT_THAT(
        listed(definitions->warnings()),
        ElementsAre("/lookups/lookup-a/values/2/id warnings.configuration.repeated_option"));
}

TEST(Definitions, RefusesPlacesWithoutParentOrCode) {
    auto source = small_source();
    source.locations.push_back(read_object(R"({"code":"A","placename":{"en":"A"}})"));
    source.locations.push_back(read_object(R"({"code":"B","hierarchy_path":"A.B"})"));
    source.locations.push_back(read_object(R"({"code":"C","parent_code":"LOST"})"));
    source.locations.push_back(read_object(R"({"code":"no code"})"));
    source.locations.push_back(read_object(R"({"code":"a"})"));
    source.locations.push_back(read_object(R"({"code":"D","hierarchy_path":"A.E"})"));
    EXPECT_THAT(problems_of(std::move(source)),
                ElementsAre("/locations/no code/code errors.configuration.location_code",
                            "/locations/a/code errors.configuration.location_code",
                            "/locations/D/hierarchy_path errors.configuration.hierarchy",
                            "/locations/C/hierarchy_path errors.configuration.hierarchy"));
}

TEST(Definitions, RefusesModulesAndLookupsOfOneName) {
    auto source = small_source();
    source.modules.push_back(source.modules[0]);
    source.modules.push_back(read_object(R"({"unique_id":"m"})"));
    source.lookups.push_back(read_object(R"({"unique_id":"l","values":[]})"));
    source.lookups.push_back(read_object(R"({"unique_id":"l","values":{}})"));
    EXPECT_THAT(problems_of(std::move(source)),
                ElementsAre("/lookups/l/values errors.configuration.type",
                            "/lookups/l/unique_id errors.models.lookup.unique_id_present",
                            "/modules/primeromodule-cp/unique_id errors.configuration.unique_id",
                            "/modules/m/associated_record_types "
                            "errors.configuration.record_type"));
}

TEST(Definitions, HugeAndShapelessConfigurationsAreRefusedQuickly) {
    auto source = small_source();
    json::Array many(2000, read_json(R"({"name":"x","type":"text_field"})"));
    add_form(source, "f", std::move(many));
    source.forms.push_back(json::Object{});
    source.forms.push_back(read_object(R"({"unique_id":5,"fields":[[],5,null,"x"]})"));
    source.modules.emplace_back();
    source.lookups.emplace_back();
    source.locations.emplace_back();
    const auto problems = problems_of(std::move(source));
    EXPECT_THAT(problems, Contains("/forms/f/fields errors.configuration.too_many"));
    EXPECT_THAT(problems, Contains("/forms/2/unique_id errors.configuration.type"));
    EXPECT_THAT(problems, Contains("/forms/2/fields/3 errors.configuration.type"));
}

TEST(Definitions, HostileTextsAreRefusedWhereTheyStand) {
    const std::string long_name(300, 'x');
    EXPECT_THAT(problems_with(R"([{"name":")" + long_name + R"(","type":"text_field"}])"),
                ElementsAre("/forms/f/fields/0/name errors.models.field.name_format"));
    EXPECT_THAT(problems_with(R"([{"name":"<script>","type":"text_field",
                                   "display_name":{"en":"x"}}])"),
                ElementsAre("/forms/f/fields/0/name errors.models.field.name_format"));
    EXPECT_THAT(problems_with(R"([{"name":"a","type":"text_field","display_name":{"en":["x"]}}])"),
                Contains("/forms/f/fields/0/display_name/en errors.configuration.type"));
    EXPECT_THAT(problems_with(R"([{"name":"a/b","type":"text_field","display_name":"x"}])"),
                Contains("/forms/f/fields/0/display_name errors.configuration.type"));
    std::string deep = R"({"eq":{"a":1}})";
    for (int i = 0; i < 20; ++i) deep.insert(0, R"({"not":)").append("}");
    EXPECT_THAT(problems_with(R"([{"name":"a","type":"text_field",
                                   "display_conditions_record":)" +
                              deep + "}]"),
                ElementsAre(testing::EndsWith("errors.expression.depth")));
}

TEST(Definitions, KeepsOnlySoManyProblems) {
    auto source = small_source();
    for (int i = 0; i < 3; ++i) {
        json::Array many(1000, read_json(R"({"name":"BAD","type":"text_field"})"));
        add_form(source, "f" + std::to_string(i), std::move(many));
    }
    EXPECT_THAT(problems_of(std::move(source)), SizeIs(500));
}

TEST(LoadSource, TakesAnAdditionToAConfiguration) {
    const std::filesystem::path config = AMPARO_SOURCE_DIR "/config";
    auto source = load_source_from(config);
    auto added = load_addition_from(config / "demo" / "violations");
    ASSERT_TRUE(source && added);
    const auto take = [](std::vector<json::Object>& into, std::vector<json::Object>& from) {
        for (auto& one : from) {
            // A list of the addition stands for the one of that name.
            const auto name = json::string_or(one, "unique_id");
            std::erase_if(into, [&](const auto& known) {
                return json::string_or(known, "unique_id") == name;
            });
            into.push_back(std::move(one));
        }
    };
    take(source->forms, added->forms);
    take(source->lookups, added->lookups);
    take(source->modules, added->modules);
    const auto definitions = load_or_fail(std::move(*source));
    EXPECT_THAT(listed(definitions->warnings()), IsEmpty());
    EXPECT_NE(definitions->module("primeromodule-mrm"), nullptr);
    EXPECT_NE(definitions->form("killing")->find("ctfmr_verified"), nullptr);
    EXPECT_TRUE(added->locations.empty());
}

TEST(LoadSource, RefusesAnAdditionThatIsNotThere) {
    const auto added = load_addition_from("/nowhere/at/all");
    ASSERT_FALSE(added.has_value());
    EXPECT_THAT(listed(added.error().problems),
                ElementsAre("/forms errors.configuration.file_missing",
                            "/lookups.json errors.configuration.file_missing",
                            "/modules.json errors.configuration.file_missing"));
}

TEST(LoadSource, RefusesFilesThatAreTooDeep) {
    const auto directory = std::filesystem::temp_directory_path() / "amparo_forms_deep_test";
    std::filesystem::create_directories(directory / "forms");
    std::ofstream(directory / "forms" / "deep.json")
        << R"({"a":)" << std::string(100'000, '[') << std::string(100'000, ']') << "}";
    const auto source = load_source_from(directory);
    ASSERT_FALSE(source.has_value());
    EXPECT_THAT(listed(source.error().problems),
                Contains("/forms/deep.json errors.configuration.file_malformed"));
    std::filesystem::remove_all(directory);
}

TEST(LoadSource, NamesEveryFileThatIsMissingOrBroken) {
    const auto directory = std::filesystem::temp_directory_path() / "amparo_forms_source_test";
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory / "forms");
    std::ofstream(directory / "forms" / "bad.json") << "{\"a\":";
    std::ofstream(directory / "lookups.json") << "{\"lookups\":[5]}";
    std::ofstream(directory / "modules.json") << "\xEF\xBB\xBF{\"modules\":[]}";
    const auto source = load_source_from(directory);
    ASSERT_FALSE(source.has_value());
    EXPECT_EQ(source.error().code, Errc::invalid);
    EXPECT_THAT(listed(source.error().problems),
                ElementsAre("/forms/bad.json errors.configuration.file_malformed",
                            "/lookups.json errors.configuration.file_list",
                            "/locations.json errors.configuration.file_missing",
                            "/defaults.json errors.configuration.file_missing",
                            "/system_settings.json errors.configuration.file_missing"));
    std::filesystem::remove_all(directory);
}

TEST(TextFor, FollowsTheChainOfTheLocale) {
    const Translated text{{"en", "house"}, {"ar", "بيت"}, {"es", ""}, {"fr", "maison"}};
    EXPECT_EQ(text_for(text, "fr"), "maison");
    EXPECT_EQ(text_for(text, "ar-LB"), "بيت");
    EXPECT_EQ(text_for(text, "ku-IQ"), "بيت") << "ku-IQ, ku, ar";
    EXPECT_EQ(text_for(text, "es-GT"), "house") << "an empty text is none";
    EXPECT_EQ(text_for(text, "es-GT", "fr"), "maison");
    EXPECT_EQ(text_for({{"fr", "maison"}}, "es"), "");
    EXPECT_EQ(text_for({}, ""), "");
}

TEST(FieldType, HasOneWireName) {
    for (const auto* name : {"text_field", "select_box", "tally_field", "custom", "separator"})
        EXPECT_EQ(wire_name(*parse_field_type(name)), name);
    EXPECT_EQ(parse_field_type("link_to_form").error().code, Errc::invalid);
}

}  // namespace
}  // namespace amparo::forms
