#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/expression/expression.hpp"
#include "forms/locations.hpp"

namespace amparo::forms {

/// A text per locale: {"en": …, "fr": …}.
using Translated = std::map<std::string, std::string, std::less<>>;

/// forms.md §5.
enum class FieldType {
    text_field,
    textarea,
    numeric_field,
    date_field,
    tick_box,
    select_box,
    radio_button,
    tally_field,
    subform,
    calculated,
    photo_upload_box,
    audio_upload_box,
    document_upload_box,
    signature,
    separator,
    date_range,
    custom
};
/// The wire name of the type, and back.
std::string_view wire_name(FieldType type);
Result<FieldType> parse_field_type(std::string_view name);

/// One choice of a select, radio or tally.
struct Option {
    std::string id;
    Translated display_text;
    bool disabled = false;
    std::vector<std::string> tags = {};
};

struct Form;

/// What a computed field takes from the rows of a subform (forms.md §10.2).
enum class SummaryKind { first, last, count, sum, min, max, avg };
struct SubformSummary {
    SummaryKind kind = SummaryKind::first;
    std::string subform_field;  // the record's subform
    std::string field_name;     // of its rows; empty with count
    std::string order_by;       // of its rows; empty: stored order
    bool is_descending = false;
    std::optional<Expression> where = {};
};

/// An option is offered while a tag of it is active (forms.md §8.4).
struct TagCondition {
    std::string tag;
    Condition condition;
};

/// Bounds a field may set beyond those of its type (forms.md §4, new keys).
struct FieldBounds {
    std::optional<double> min = {};
    std::optional<double> max = {};
    std::optional<std::int64_t> max_length = {};
    int decimal_places = 0;
    std::string not_before_field = {};
    std::string not_after_field = {};
};

/// A field as configured (forms.md §4). `attributes` keeps every attribute verbatim, those with
/// no effect too, so that a round trip loses nothing.
struct Field {
    std::string name;
    FieldType type = FieldType::text_field;
    Translated display_name;
    bool multi_select = false;
    bool date_include_time = false;
    bool not_future_date = false;
    bool visible = true;
    bool disabled = false;
    bool required = false;
    bool show_on_minify_form = false;
    bool has_summary = false;     // subform_summary: computed, not writable
    std::string option_source;    // "lookup lookup-gender", "Location", "Agency", "User", …
    std::vector<Option> options;  // inline
    std::vector<Option> tally;
    std::string subform_unique_id;
    const Form* subform = nullptr;  // owned by the same Definitions
    json::Object attributes;

    std::int64_t id = 0;         // the wire's integer id
    std::size_t position = 0;    // among all fields, by the forms' navigation order
    const Form* form = nullptr;  // the form it stands on
    FieldBounds bounds = {};
    bool clear_when_hidden = false;
    std::optional<Expression> calculation = {};
    std::optional<SubformSummary> summary = {};
    Condition shown_for_record = {};  // display_conditions_record
    Condition shown_for_entry = {};   // display_conditions_subform
    Condition entry_filter = {};      // of subform_section_configuration
    std::vector<TagCondition> tag_conditions = {};
    /// Written by the server alone: a calculation, a summary or the type `calculated`.
    bool is_computed() const { return calculation || has_summary || type == FieldType::calculated; }
    /// Whether values of the field lie in a record's data; attachments and headings do not.
    bool is_stored() const;
};

/// A form section (forms.md §2).
struct Form {
    std::string unique_id;
    std::int64_t id = 0;      // the wire's integer id, stable for the deployment
    std::string parent_form;  // record type
    Translated name;
    std::vector<std::string> module_ids;
    bool visible = true;
    bool is_nested = false;
    bool subform_append_only = false;
    bool subform_prevent_item_removal = false;
    std::vector<Field> fields;
    json::Object attributes;

    std::string form_group_id = {};
    std::int64_t order = 0;
    std::int64_t order_form_group = 0;
    bool is_first_tab = false;
    bool core_form = false;
    bool editable = true;
    std::vector<std::string> collapsed_field_names = {};  // subforms: the header of an entry
    Condition shown_when = {};                            // display_conditions

    /// The field of that name, or nullptr.
    const Field* find(std::string_view field_name) const;
    /// Whether records of the module show the form.
    bool is_in_module(std::string_view module_id) const;
};

/// An option list.
struct Lookup {
    std::string unique_id;
    std::int64_t id = 0;
    Translated name;
    bool locked = false;
    std::vector<Option> values;
    /// The option of that id, or nullptr.
    const Option* find(std::string_view id_of_option) const;
};

/// A module (administration.md §11): which record types and forms belong together.
struct Module {
    std::string unique_id;
    std::int64_t id = 0;
    std::vector<std::string> record_types;
    std::vector<std::string> form_ids;
    json::Object attributes;
    /// Whether the module has records of the type.
    bool has_type(std::string_view record_type) const;
};

/// Everything that is configured about records, loaded and cross-linked once; immutable, so that
/// a request sees one configuration from begin to end.
class Definitions {
  public:
    /// Builds from the configuration's JSON. All problems at once, each with a pointer such as
    /// "/forms/basic_identity/fields/3/type".
    struct Source {
        std::vector<json::Object> forms;
        std::vector<json::Object> lookups;
        std::vector<json::Object> modules;
        std::vector<json::Object> locations;
        json::Object system_settings;
        json::Object defaults;  // config/defaults.json: form_defaults, field_defaults
    };
    static Result<std::shared_ptr<const Definitions>> load(Source source);

    const std::vector<std::unique_ptr<Form>>& forms() const { return forms_; }
    /// By unique id; nullptr when there is none. So are the next two.
    const Form* form(std::string_view unique_id) const;
    const std::vector<Lookup>& lookups() const { return lookups_; }
    /// As form().
    const Lookup* lookup(std::string_view unique_id) const;
    const std::vector<Module>& modules() const { return modules_; }
    /// As form().
    const Module* module(std::string_view unique_id) const;
    const Locations& locations() const { return locations_; }
    const json::Object& system_settings() const { return system_settings_; }
    /// IANA zone of day arithmetic; "UTC" unless set.
    std::string time_zone() const;
    std::string default_locale() const;
    /// The country whose telephone numbers are written without its prefix, as ISO code: the system
    /// option `default_phone_format`, else the first of `phone_formats`; "" when neither is set.
    std::string phone_country() const;
    std::vector<std::string> locales() const;

    /// The field of that name on any top-level form of the record type, or nullptr.
    const Field* field(std::string_view record_type, std::string_view name) const;
    /// Top-level forms of a record type, in navigation order.
    const std::vector<const Form*>& forms_of(std::string_view record_type) const;
    /// The options a choice field may take (lookup before inline list), or nullptr when they come
    /// from locations, agencies, users or another source that is not a list.
    const std::vector<Option>* options_of(const Field& field) const;
    /// A content hash over all of it, for caching by clients.
    const std::string& version() const { return version_; }

    /// The form of that wire id, or nullptr.
    const Form* form(std::int64_t id) const;
    /// Fields of a record type that the server computes, each after those it depends on; also
    /// the subforms whose rows hold computed fields.
    const std::vector<const Field*>& computed_fields(std::string_view record_type) const;
    /// As above for the fields of a subform.
    const std::vector<const Field*>& computed_fields(const Form& subform) const;
    /// Fields of a record type, or subforms with fields, that lose their value when a condition
    /// hides them.
    const std::vector<const Field*>& clearable_fields(std::string_view record_type) const;
    /// How null orders in conditions: "v2" in imported configurations, until switched.
    Semantics semantics() const;
    /// What was odd but could be loaded: "/forms/…" pointers as in problems.
    const std::vector<Problem>& warnings() const { return warnings_; }
    /// Attributes of every form and field that does not give its own.
    const json::Object& form_defaults() const { return form_defaults_; }
    const json::Object& field_defaults() const { return field_defaults_; }

  private:
    friend class DefinitionsLoader;
    std::vector<std::unique_ptr<Form>> forms_;
    std::unordered_map<std::string, const Form*> form_by_id_;
    std::unordered_map<std::string, std::unordered_map<std::string, const Field*>> fields_;
    std::vector<Lookup> lookups_;
    std::unordered_map<std::string, std::size_t> lookup_by_id_;
    std::vector<Module> modules_;
    Locations locations_;
    json::Object system_settings_;
    std::string version_;
    /// Fills forms_by_type_ once all forms are read; lists ask for it with every row.
    void order_forms();
    std::unordered_map<std::string, std::vector<const Form*>> forms_by_type_;
    std::unordered_map<std::string, std::vector<const Field*>> computed_by_type_;
    std::unordered_map<const Form*, std::vector<const Field*>> computed_by_subform_;
    std::unordered_map<std::string, std::vector<const Field*>> clearable_by_type_;
    std::vector<Problem> warnings_;
    json::Object form_defaults_;
    json::Object field_defaults_;
};

/// The text for a locale along its fallback chain (administration.md §1.3); "" when none.
std::string text_for(const Translated& text, std::string_view locale);
/// As above, with the deployment's default locale before English.
std::string text_for(const Translated& text, std::string_view locale,
                     std::string_view default_locale);

}  // namespace amparo::forms
