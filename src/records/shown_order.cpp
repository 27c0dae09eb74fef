#include "records/shown_order.hpp"

#include <algorithm>
#include <array>

#include "base/collation.hpp"
#include "forms/stages.hpp"

namespace amparo::records {
namespace {

using index::ValueKeys;

// Each of a large gazetteer takes some megabytes: only so many languages and sources are kept.
constexpr std::size_t orders_max = 64;

/// The server's own columns that hold agencies; no form has them.
constexpr std::array<std::string_view, 2> agency_columns{"owned_by_agency_id", "created_by_agency"};

constexpr std::string_view levels_source = "lookup lookup-risk-level";
constexpr std::string_view stages_source = "stages";

/// Where the words of a column come from; "" when its values are shown as they are.
std::string source_of(const ShownOrders::Column& column, const forms::Definitions& definitions) {
    if (std::ranges::find(agency_columns, column.name) != agency_columns.end()) return "Agency";
    if (column.record_type == "case" && column.name == "workflow")
        return std::string(stages_source);
    const auto* field = definitions.field(column.record_type, column.name);
    if (field == nullptr) return "";
    if (field->option_source == "Agency") return "Agency";
    if (field->option_source == "Location" || field->option_source == "ReportingLocation")
        return "Location";
    if (definitions.options_of(*field) == nullptr) return "";
    // Options of the field's own belong to it alone.
    return field->option_source.empty() ? column.record_type + "." + column.name
                                        : field->option_source;
}

/// Levels stand in their own order, the gravest first, whatever they are called.
ValueKeys keys_of_levels(const std::vector<forms::Option>& options) {
    ValueKeys keys;
    for (std::size_t at = 0; at < options.size(); ++at)
        keys.emplace(options[at].id,
                     std::string{static_cast<char>(at / 256 + 1), static_cast<char>(at % 256)});
    return keys;
}

/// The stages of all modules, each module's in its own order: what only a later module has stands
/// behind the stage that it follows there.
ValueKeys keys_of_stages(const forms::Definitions& definitions) {
    std::vector<forms::Option> all;
    for (const auto& module : definitions.modules()) {
        if (!module.has_type("case")) continue;
        auto place = all.begin();
        for (const auto& stage : forms::case_stages(definitions, module)) {
            const auto known = std::ranges::find(all, stage.id, &forms::Option::id);
            place = std::next(known == all.end() ? all.insert(place, stage) : known);
        }
    }
    return keys_of_levels(all);
}

ValueKeys keys_of_options(const std::vector<forms::Option>& options, const std::string& locale,
                          const std::string& otherwise) {
    ValueKeys keys;
    for (const auto& option : options) {
        const auto text = forms::text_for(option.display_text, locale, otherwise);
        if (!text.empty()) keys.emplace(option.id, text::collation_key(text, locale));
    }
    return keys;
}

ValueKeys keys_of_places(const forms::Definitions& definitions, const std::string& locale) {
    ValueKeys keys;
    for (const auto& place : definitions.locations().all()) {
        const auto text = forms::text_for(place.placename, locale, definitions.default_locale());
        if (!text.empty()) keys.emplace(place.code, text::collation_key(text, locale));
    }
    return keys;
}

ValueKeys keys_of_agencies(const access::Directory& directory, const std::string& locale,
                           const std::string& otherwise) {
    ValueKeys keys;
    for (const auto& agency : directory.agencies()) {
        const auto text = forms::text_for(agency->name, locale, otherwise);
        if (!text.empty())
            keys.emplace(agency->unique_id.text(), text::collation_key(text, locale));
    }
    return keys;
}

}  // namespace

std::shared_ptr<const ValueKeys> ShownOrders::of(const Column& column, const Sources& sources) {
    const auto& definitions = *sources.definitions;
    const auto source = source_of(column, definitions);
    if (source.empty()) return nullptr;
    const auto locale = column.locale.empty() ? definitions.default_locale() : column.locale;
    const auto name = source + "|" + locale;
    if (auto known = find(name, sources)) return known;
    const auto otherwise = definitions.default_locale();
    ValueKeys keys;
    if (source == stages_source) {
        keys = keys_of_stages(definitions);
    } else if (source == "Location") {
        keys = keys_of_places(definitions, locale);
    } else if (source == "Agency") {
        keys = keys_of_agencies(*sources.directory, locale, otherwise);
    } else {
        const auto* field = definitions.field(column.record_type, column.name);
        const auto& options = *definitions.options_of(*field);
        keys = source == levels_source ? keys_of_levels(options)
                                       : keys_of_options(options, locale, otherwise);
    }
    return keep(name, sources, std::make_shared<const ValueKeys>(std::move(keys)));
}

ShownOrders::Keys ShownOrders::find(const std::string& name, const Sources& sources) {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(name);
    if (found == known_.end()) return nullptr;
    const auto& known = found->second;
    const bool stands =
        known.definitions.lock() == sources.definitions &&
        (!name.starts_with("Agency|") || known.directory.lock() == sources.directory);
    return stands ? known.keys : nullptr;
}

ShownOrders::Keys ShownOrders::keep(const std::string& name, const Sources& sources, Keys keys) {
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= orders_max) known_.clear();
    known_[name] = {sources.definitions, sources.directory, keys};
    return keys;
}

}  // namespace amparo::records
