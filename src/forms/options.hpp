#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "forms/definitions.hpp"

/// The options of choice fields and the words for what is stored (forms.md §8).
namespace amparo::forms {

/// A field that chooses rows of the same record: "subform actions name goal" are those of the
/// subform `actions`, called by these answers. A list of the record itself, not of the deployment.
struct RowSource {
    std::string_view subform;
    std::vector<std::string_view> labels;

    /// Of the field; nullopt for one with other options. Points into it.
    static std::optional<RowSource> of(const Field& field);
    /// What people call a row; "" when none of its labels is answered.
    std::string label(const json::Object& row) const;
};

/// The options a field offers on these values: enabled ones with an active tag (all, when no tag
/// is active), and those that are stored. Empty for sources that are no list.
std::vector<const Option*> offered_options(const Definitions& definitions, const Field& field,
                                           const Scope& scope, const json::Value* stored);

/// Whose words are wanted, and how to name what the definitions do not know.
struct DisplayContext {
    const Definitions& definitions;
    std::string locale;
    /// Names of agencies by unique_id; when not given the id stands for itself.
    std::function<std::string(std::string_view)> agency_name = {};
    /// Whose rows fields may name; null: their ids stand for themselves.
    const json::Object* record = nullptr;
};

/// "Exampleland::North Province": the names from the country down.
std::string location_name(const Definitions& definitions, const Location& place,
                          std::string_view locale);
/// The label of a stored id; the id itself when nothing is known about it.
std::string option_label(const DisplayContext& context, const Field& field, std::string_view id);
/// A value in words: labels of options joined by ", ", a tally as its total, other values as they
/// are; "" for nothing. Ticks become their label, or "true" and "false" for the caller to
/// translate.
std::string display_text(const DisplayContext& context, const Field& field,
                         const json::Value& value);
/// The line that stands for an entry of a subform when it is folded (forms.md §11.3); "" when
/// none of its header fields has a value.
std::string entry_header(const DisplayContext& context, const Form& subform,
                         const json::Object& entry);

}  // namespace amparo::forms
