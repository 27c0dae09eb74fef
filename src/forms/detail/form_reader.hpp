#pragma once

#include <memory>
#include <string>

#include "base/json.hpp"
#include "forms/definitions.hpp"
#include "forms/detail/attributes.hpp"

namespace amparo::forms {

/// The defaults of config/defaults.json.
struct ConfigurationDefaults {
    json::Object form;
    json::Object field;
};

/// A form from its JSON, not yet linked to others. `pointer` names it in findings. What is wrong
/// is reported; the form comes back all the same, so that everything is found in one pass.
std::unique_ptr<Form> read_form(json::Object source, const ConfigurationDefaults& defaults,
                                const std::string& pointer, Findings& findings);
/// A field from its JSON.
Field read_field(json::Object source, const json::Object& defaults, const std::string& pointer,
                 Findings& findings);

}  // namespace amparo::forms
