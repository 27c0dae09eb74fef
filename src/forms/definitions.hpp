#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.hpp"
#include "base/json.hpp"
#include "forms/locations.hpp"

namespace amparo::forms {

/// A text per locale: {"en": …, "fr": …}.
using Translated = std::map<std::string, std::string, std::less<>>;

/// forms.md §5.
enum class FieldType {
    text_field, textarea, numeric_field, date_field, tick_box, select_box, radio_button,
    tally_field, subform, calculated, photo_upload_box, audio_upload_box, document_upload_box,
    signature, separator, date_range, custom
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
    bool has_summary = false;            // subform_summary: computed, not writable
    std::string option_source;           // "lookup lookup-gender", "Location", "Agency", "User", …
    std::vector<Option> options;         // inline
    std::vector<Option> tally;
    std::string subform_unique_id;
    const Form* subform = nullptr;       // owned by the same Definitions
    json::Object attributes;
};

/// A form section (forms.md §2).
struct Form {
    std::string unique_id;
    std::int64_t id = 0;                 // the wire's integer id, stable for the deployment
    std::string parent_form;             // record type
    Translated name;
    std::vector<std::string> module_ids;
    bool visible = true;
    bool is_nested = false;
    bool subform_append_only = false;
    bool subform_prevent_item_removal = false;
    std::vector<Field> fields;
    json::Object attributes;
    const Field* find(std::string_view field_name) const;
};

/// An option list.
struct Lookup {
    std::string unique_id;
    std::int64_t id = 0;
    Translated name;
    bool locked = false;
    std::vector<Option> values;
    const Option* find(std::string_view id_of_option) const;
};

/// A module (administration.md §11): which record types and forms belong together.
struct Module {
    std::string unique_id;
    std::int64_t id = 0;
    std::vector<std::string> record_types;
    std::vector<std::string> form_ids;
    json::Object attributes;
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
    const Form* form(std::string_view unique_id) const;
    const std::vector<Lookup>& lookups() const { return lookups_; }
    const Lookup* lookup(std::string_view unique_id) const;
    const std::vector<Module>& modules() const { return modules_; }
    const Module* module(std::string_view unique_id) const;
    const Locations& locations() const { return locations_; }
    const json::Object& system_settings() const { return system_settings_; }
    /// IANA zone of day arithmetic; "UTC" unless set.
    std::string time_zone() const;
    std::string default_locale() const;
    std::vector<std::string> locales() const;

    /// The field of that name on any top-level form of the record type, or nullptr.
    const Field* field(std::string_view record_type, std::string_view name) const;
    /// Top-level forms of a record type, in navigation order.
    std::vector<const Form*> forms_of(std::string_view record_type) const;
    /// The options a choice field may take (lookup before inline list), or nullptr when they come
    /// from locations, agencies, users or another source that is not a list.
    const std::vector<Option>* options_of(const Field& field) const;
    /// A content hash over all of it, for caching by clients.
    const std::string& version() const { return version_; }

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
};

/// The text for a locale along its fallback chain (administration.md §1.3); "" when none.
std::string text_for(const Translated& text, std::string_view locale);

}  // namespace amparo::forms
