// Any text as {"input": {…}, "stored": {…}} against a form with every field type: what is
// accepted must be accepted again unchanged, and merging and calculating must not fail.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/random.hpp"
#include "forms/calculation.hpp"
#include "forms/merge.hpp"
#include "forms/three_way.hpp"
#include "forms/validation.hpp"

namespace {

using namespace amparo;

constexpr std::string_view form = R"json({
  "unique_id": "f", "parent_form": "case", "name": {"en": "F"}, "fields": [
    {"name": "a", "type": "text_field", "display_name": {"en": "A"}},
    {"name": "b", "type": "textarea", "display_name": {"en": "B"}},
    {"name": "age", "type": "numeric_field", "display_name": {"en": "C"}},
    {"name": "n", "type": "numeric_field", "decimal_places": 2, "display_name": {"en": "D"}},
    {"name": "d", "type": "date_field", "date_validation": "not_future_date",
     "display_name": {"en": "E"}},
    {"name": "at", "type": "date_field", "date_include_time": true, "not_before_field": "d",
     "display_name": {"en": "F"}},
    {"name": "c", "type": "tick_box", "display_name": {"en": "G"}},
    {"name": "o", "type": "select_box", "display_name": {"en": "H"},
     "option_strings_text": [{"id": "x"}, {"id": "y", "disabled": true}]},
    {"name": "m", "type": "select_box", "multi_select": true, "display_name": {"en": "I"},
     "option_strings_text": [{"id": "x"}, {"id": "z"}, {"id": "y", "disabled": true}]},
    {"name": "r", "type": "radio_button", "display_name": {"en": "J"},
     "option_strings_text": [{"id": "true"}, {"id": "false"}]},
    {"name": "t", "type": "tally_field", "display_name": {"en": "K"}, "tally": [{"id": "q"}]},
    {"name": "p", "type": "select_box", "option_strings_source": "Location",
     "display_name": {"en": "L"}},
    {"name": "s", "type": "subform", "subform_unique_id": "g", "display_name": {"en": "M"}},
    {"name": "total", "type": "calculated", "display_name": {"en": "N"},
     "calculation": {"expression": {"sum": ["s.*.v", "age"]}}}]})json";

constexpr std::string_view subform = R"json({
  "unique_id": "g", "parent_form": "case", "is_nested": true, "name": {"en": "G"}, "fields": [
    {"name": "v", "type": "numeric_field", "display_name": {"en": "A"}},
    {"name": "w", "type": "select_box", "multi_select": true, "clear_when_hidden": true,
     "display_conditions_subform": {"gt": {"v": 1}}, "display_name": {"en": "B"},
     "option_strings_text": [{"id": "x"}]},
    {"name": "s", "type": "subform", "subform_unique_id": "h", "display_name": {"en": "C"}}]})json";

constexpr std::string_view inner = R"json({
  "unique_id": "h", "parent_form": "case", "is_nested": true, "name": {"en": "H"}, "fields": [
    {"name": "k", "type": "text_field", "display_name": {"en": "A"}}]})json";

void require(bool condition) {
    if (!condition) std::abort();
}

std::shared_ptr<const forms::Definitions> make_definitions() {
    forms::Definitions::Source source;
    for (const auto text : {form, subform, inner})
        source.forms.push_back(*json::parse_object(text));
    source.locations.push_back(*json::parse_object(R"({"code": "LOC"})"));
    return *forms::Definitions::load(std::move(source));
}

struct World {
    std::shared_ptr<const forms::Definitions> definitions = make_definitions();
    forms::FieldMap fields;
    SystemRandom random;

    World() {
        for (const auto& field : definitions->form("f")->fields) fields.emplace(field.name, &field);
    }
};

void check(World& world, const json::Object& input, const json::Object& stored) {
    const forms::ValidationContext context{.definitions = *world.definitions,
                                           .today = Day(std::chrono::days(20'000))};
    const auto first = forms::validate({input, world.fields, &stored}, context);
    static_cast<void>(forms::check_protected_rows({input, world.fields, &stored}, {"s"}));
    const auto joined =
        forms::merge_three_way(*world.definitions, world.fields, {stored, first.data, stored});
    require(joined.conflicts.empty());
    if (!first.problems.empty()) return;
    const auto again = forms::validate({first.data, world.fields, &stored}, context);
    require(again.problems.empty() && again.data == first.data);
    const auto merged = forms::merge(stored, first.data, world.random);
    const auto changes = forms::calculate(*world.definitions, {.record_type = "case",
                                                               .module_id = "",
                                                               .before = stored,
                                                               .after = merged,
                                                               .today = context.today});
    json::Object settled = merged;
    for (const auto& [key, value] : changes) settled[key] = value;
    require(forms::calculate(*world.definitions, {.record_type = "case",
                                                  .module_id = "",
                                                  .before = stored,
                                                  .after = settled,
                                                  .today = context.today})
                .empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static World world;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto sent = json::parse_object(text);
    if (!sent) return 0;
    const auto* input = json::find_object(*sent, "input");
    const auto* stored = json::find_object(*sent, "stored");
    const json::Object nothing;
    if (input != nullptr) check(world, *input, stored == nullptr ? nothing : *stored);
    return 0;
}
