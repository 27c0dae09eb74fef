#include "forms/wire.hpp"

#include <gmock/gmock.h>

#include "forms/forms_test_support.hpp"
#include "forms/navigation.hpp"
#include "forms/options.hpp"
#include "forms/source.hpp"

namespace amparo::forms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

std::shared_ptr<const Definitions> with_form() {
    auto source = small_source();
    source.defaults = read_object(R"({"form_defaults":{"visible":true,"order":0,"help_text":null},
        "field_defaults":{"visible":true,"required":false,"selected_value":null}})");
    add_form(source, "f",
             read_json(R"([
        {"name":"a","type":"select_box","display_name":{"en":"A"},"help_text":{},"custom_key":5,
         "required":true,
         "option_strings_text":[{"id":"x","display_text":{"en":"X"},"disabled":true}]},
        {"name":"t","type":"tally_field","display_name":{"en":"T"},
         "tally":[{"id":"boys","display_text":{"en":"Boys"},"tags":["q"]}]},
        {"name":"s","type":"subform","display_name":{"en":"S"},"fields":[
            {"name":"k","type":"text_field"},{"name":"l","type":"text_field"}]}])")
                 .as_array());
    source.forms[0]["collapsed_field_names"] = json::Array{"l", "lost"};
    source.forms[0]["subform_of"] = "f";
    source.forms[1]["description"] = json::Object{};
    return load_or_fail(std::move(source));
}

TEST(Wire, ShowsAFormWithDefaultsEveryLocaleAndWithoutNulls) {
    const auto definitions = with_form();
    const auto& form = *definitions->form("f");
    const auto wire = to_wire(*definitions, form);
    EXPECT_EQ(wire.at("name"), read_json(R"({"en":"f","fr":""})"));
    EXPECT_EQ(wire.at("visible"), json::Value(true));
    EXPECT_FALSE(wire.contains("help_text"));
    EXPECT_FALSE(wire.contains("description")) << "it never had a translation";
    EXPECT_EQ(wire.at("collapsed_field_names"), json::Array());
    const auto& field = wire.at("fields").as_array()[0].as_object();
    EXPECT_EQ(field.at("display_name"), read_json(R"({"en":"A","fr":""})"));
    EXPECT_EQ(field.at("option_strings_text"),
              read_json(R"([{"id":"x","display_text":{"en":"X","fr":""},"disabled":true}])"));
    EXPECT_EQ(field.at("required"), json::Value(true));
    EXPECT_EQ(field.at("order"), json::Value(0));
    EXPECT_EQ(field.at("custom_key"), json::Value(5)) << "kept, though it has no effect";
    EXPECT_EQ(field.at("form_section_id"), json::Value(form.id));
    EXPECT_FALSE(field.contains("help_text"));
    EXPECT_FALSE(field.contains("selected_value"));
    EXPECT_FALSE(field.contains("tally"));
}

TEST(Wire, NamesSubformsByTheirNumberAndMarksHeaderFields) {
    const auto definitions = with_form();
    const auto& subform = *definitions->form("f_s");
    const auto wire = to_wire(*definitions, *definitions->form("f")->find("s"));
    EXPECT_EQ(wire.at("subform_section_id"), json::Value(subform.id));
    EXPECT_EQ(wire.at("order"), json::Value(2));
    const auto nested = to_wire(*definitions, subform);
    EXPECT_EQ(nested.at("collapsed_field_names"), json::Array{"l"}) << "only what exists";
    EXPECT_FALSE(nested.contains("subform_of"));
    const auto& fields = nested.at("fields").as_array();
    EXPECT_FALSE(fields[0].as_object().contains("collapsed_field_for_subform_section_id"));
    EXPECT_EQ(fields[1].as_object().at("collapsed_field_for_subform_section_id"),
              json::Value(subform.id));
    const auto tally = to_wire(*definitions, *definitions->form("f")->find("t"));
    EXPECT_EQ(tally.at("tally"),
              read_json(R"([{"id":"boys","display_text":{"en":"Boys","fr":""},"tags":["q"]}])"));
}

TEST(Wire, AShortFormHasNoFields) {
    const auto definitions = with_form();
    const auto wire = to_wire(*definitions, *definitions->form("f"), FormDetail::without_fields);
    EXPECT_FALSE(wire.contains("fields"));
    EXPECT_TRUE(wire.contains("name"));
}

TEST(Wire, SelectsFormsAndBringsTheSubformsOfAModule) {
    auto source = small_source();
    add_form(source, "f", read_json(R"([{"name":"s","type":"subform","fields":[]}])").as_array());
    add_form(source, "g", {});
    source.forms[0]["module_ids"] = json::Array();
    source.forms[2]["parent_form"] = "incident";
    const auto definitions = load_or_fail(std::move(source));
    const auto ids = [&](const FormFilter& filter) {
        std::vector<std::string> found;
        for (const auto* form : select_forms(*definitions, filter))
            found.push_back(form->unique_id);
        return found;
    };
    EXPECT_THAT(ids({}), ElementsAre("f_s", "f", "g"));
    EXPECT_THAT(ids({.module_id = "primeromodule-cp"}), ElementsAre("f_s", "f", "g"));
    EXPECT_THAT(ids({.record_type = "incident"}), ElementsAre("g"));
    EXPECT_THAT(ids({.unique_id = "f"}), ElementsAre("f"));
    EXPECT_THAT(ids({.exclude_subforms = true}), ElementsAre("f", "g"));
    EXPECT_THAT(ids({.module_id = "primeromodule-gbv"}), IsEmpty());
}

TEST(Wire, ShowsLookupsAndPlaces) {
    auto source = small_source();
    source.lookups.push_back(read_object(R"({"unique_id":"l","name":{"en":"L"},"locked":true,
        "values":[{"id":"x","display_text":{"en":"X"}}]})"));
    source.locations.push_back(
        read_object(R"({"code":"EX","type":"country","placename":{"en":"Land","fr":"Pays"}})"));
    source.locations.push_back(
        read_object(R"({"code":"EX01","hierarchy_path":"EX.EX01","placename":{"en":"North"}})"));
    const auto definitions = load_or_fail(std::move(source));
    EXPECT_EQ(json::write(to_wire(*definitions, definitions->lookups()[0])),
              R"({"id":1,"unique_id":"l","name":{"en":"L","fr":""},)"
              R"("values":[{"id":"x","display_text":{"en":"X","fr":""}}],"locked":true})");
    const auto& north = *definitions->locations().find("EX01");
    EXPECT_EQ(json::write(to_wire(*definitions, north)),
              R"({"id":2,"code":"EX01","type":null,"disabled":false,)"
              R"("name":{"en":"Land::North","fr":""}})");
    const auto wire = to_wire(*definitions, north, LocationDetail::with_hierarchy);
    EXPECT_EQ(wire.at("hierarchy"), read_json(R"(["EX","EX01"])"));
    EXPECT_EQ(wire.at("admin_level"), json::Value(1));
    EXPECT_EQ(wire.at("placename"), read_json(R"({"en":"North","fr":""})"));
    EXPECT_EQ(json::write(to_file_line(*definitions, north)),
              R"({"id":2,"code":"EX01","type":null,"admin_level":1,)"
              R"("name":{"en":"Land::North"},"disabled":false})");
}

std::shared_ptr<const Definitions> with_options() {
    auto source = small_source();
    source.locations.push_back(read_object(R"({"code":"EX","placename":{"en":"Land"}})"));
    add_form(source, "f",
             read_json(R"([
        {"name":"sex","type":"text_field"},
        {"name":"a","type":"select_box","multi_select":true,
         "option_strings_condition":{"girls":{"eq":{"sex":"f"}},"boys":{"eq":{"sex":"m"}}},
         "option_strings_text":[{"id":"x","display_text":{"en":"X","fr":"Xf"},"tags":["girls"]},
                                {"id":"y","display_text":{"en":"Y"},"tags":["boys","girls"]},
                                {"id":"z","display_text":{"en":"Z"},"disabled":true},
                                {"id":"w","display_text":{"en":"W"}}]},
        {"name":"p","type":"select_box","option_strings_source":"Location"},
        {"name":"o","type":"select_box","option_strings_source":"Agency"},
        {"name":"c","type":"tick_box","tick_box_label":{"en":"Yes, sure"}},
        {"name":"t","type":"tally_field","display_name":{"en":"Children"}},
        {"name":"s","type":"subform","fields":[
            {"name":"one","type":"text_field"},{"name":"done","type":"tick_box"},
            {"name":"t","type":"tally_field","display_name":{"en":"Children"}}]}])")
                 .as_array());
    return load_or_fail(std::move(source));
}

std::vector<std::string> offered(const Definitions& definitions, std::string_view data) {
    const auto values = read_object(data);
    const EvaluationContext context{.today = Day(2026y / 3 / 15)};
    std::vector<std::string> ids;
    const auto& field = *definitions.field("case", "a");
    for (const auto* option : offered_options(
             definitions, field, {.values = values, .context = context}, values.if_contains("a")))
        ids.push_back(option->id);
    return ids;
}

TEST(Options, OffersThoseWithAnActiveTagAndWhatIsStored) {
    const auto definitions = with_options();
    EXPECT_THAT(offered(*definitions, "{}"), ElementsAre("x", "y", "w")) << "no active tag: all";
    EXPECT_THAT(offered(*definitions, R"({"sex":"f"})"), ElementsAre("x", "y"));
    EXPECT_THAT(offered(*definitions, R"({"sex":"m"})"), ElementsAre("y"));
    EXPECT_THAT(offered(*definitions, R"({"sex":"m","a":["z","x"]})"), ElementsAre("x", "y", "z"));
}

TEST(DisplayText, SpeaksTheLocaleAndFallsBackToTheId) {
    const auto definitions = with_options();
    const DisplayContext french{
        .definitions = *definitions, .locale = "fr", .agency_name = [](std::string_view id) {
            return id == "one" ? std::string("Agence") : std::string();
        }};
    const auto text = [&](std::string_view name, std::string_view value) {
        return display_text(french, *definitions->field("case", name), read_json(value));
    };
    EXPECT_EQ(text("a", R"(["x","y","gone"])"), "Xf, Y, gone");
    EXPECT_EQ(text("p", R"("ex")"), "Land");
    EXPECT_EQ(text("p", R"("lost")"), "lost");
    EXPECT_EQ(text("o", R"("one")"), "Agence");
    EXPECT_EQ(text("o", R"("two")"), "two");
    EXPECT_EQ(text("c", "true"), "Yes, sure");
    EXPECT_EQ(text("c", "false"), "false");
    EXPECT_EQ(text("t", R"({"total":3})"), "3");
    EXPECT_EQ(text("sex", "null"), "");
}

TEST(EntryHeader, JoinsTheHeaderFieldsThatHaveAValue) {
    const auto definitions = with_options();
    const DisplayContext english{.definitions = *definitions, .locale = "en"};
    Form subform = *definitions->form("f_s");
    const auto header = [&](std::string_view entry) {
        return entry_header(english, subform, read_object(entry));
    };
    const std::string_view entry = R"({"one":"x","done":true,"t":{"total":2}})";
    EXPECT_EQ(header(entry), "x") << "the first field, when none is configured";
    subform.collapsed_field_names = {"t", "done", "one"};
    EXPECT_EQ(header(entry), "x - done - Children (2)") << "in the order of the fields";
    EXPECT_EQ(header(R"({"one":"","done":false})"), "");
}

TEST(Navigation, GroupsThePermittedFormsOfTheDefaultConfiguration) {
    auto source = load_source_from(std::string(AMPARO_SOURCE_DIR) + "/config");
    ASSERT_TRUE(source.has_value());
    const auto definitions = load_or_fail(std::move(*source));
    const NavigationInput input{.record_type = "case", .module_id = "primeromodule-cp"};
    const auto groups = navigation(*definitions, input);
    ASSERT_FALSE(groups.empty());
    EXPECT_EQ(groups.front().id, "record_information");
    std::int64_t previous = -1;
    for (const auto& group : groups) {
        EXPECT_FALSE(text_for(group.label, "en").empty()) << group.id;
        if (group.id == "record_information") continue;
        EXPECT_LE(previous, group.forms.front()->order_form_group);
        previous = group.forms.front()->order_form_group;
    }
    const NavigationInput one{.record_type = "case",
                              .module_id = "primeromodule-cp",
                              .is_permitted = [](const Form& f) { return f.unique_id == "notes"; }};
    ASSERT_EQ(navigation(*definitions, one).size(), 1U);
    EXPECT_EQ(navigation(*definitions, one)[0].label, definitions->form("notes")->name);
    EXPECT_EQ(start_form(*definitions, one)->unique_id, "notes");
    EXPECT_THAT(navigation(*definitions, {.record_type = "case", .module_id = "other"}), IsEmpty());
    EXPECT_EQ(start_form(*definitions, {.record_type = "case", .module_id = "other"}), nullptr);
}

TEST(Navigation, LeavesOutWhatIsHidden) {
    auto source = small_source();
    for (const auto* id : {"shown", "hidden", "conditional"}) add_form(source, id, {});
    source.forms[1]["visible"] = false;
    source.forms[2]["display_conditions"] = read_json(R"({"eq":{"a":1}})");
    source.forms[2]["is_first_tab"] = true;
    const auto definitions = load_or_fail(std::move(source));
    NavigationInput input{.record_type = "case", .module_id = "primeromodule-cp"};
    EXPECT_EQ(start_form(*definitions, input)->unique_id, "conditional");
    const json::Object values;
    const EvaluationContext context;
    const Scope record{.values = values, .context = context};
    input.record = &record;
    EXPECT_EQ(start_form(*definitions, input)->unique_id, "shown");
    const auto groups = navigation(*definitions, input);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].forms.size(), 1U);
    EXPECT_EQ(form_group_lookup("primeromodule-cp", "tracing_request"),
              "lookup-form-group-cp-tracing-request");
}

}  // namespace
}  // namespace amparo::forms
