#pragma once

#include <string>
#include <string_view>

#include "access/actor.hpp"
#include "base/clock.hpp"
#include "base/error.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"
#include "exchange/print/words.hpp"

/// What holds for every kind of print.
namespace amparo::exchange {

/// Titles by record type, of one record and of many; null for a type that is never printed.
const char* title_key(std::string_view record_type);
const char* list_title_key(std::string_view record_type);

/// The rule for every export: what leaves the house is locked, unless a right says otherwise.
/// `invalid` for a password that is missing or cannot be.
Result<> check_password(const access::Actor& actor, const PrintRequest& request);

/// The language: the wished one, else that of the user, else that of the deployment.
Result<std::string> choose_locale(const access::Actor& actor, const PrintRequest& request,
                                  const forms::Definitions& definitions);

/// Who prints what, when and in which words.
struct Occasion {
    const access::Actor& actor;
    const PrintRequest& request;
    const forms::Definitions& definitions;
    const Words& words;
    Instant now;
};
/// A sheet with what every page bears; title and contents are still to come.
Sheet empty_sheet(const Occasion& occasion);
/// What the top of the first page says besides the title. `invalid` for an unknown heading.
Result<std::vector<std::string>> opening_lines(const Occasion& occasion);
/// The lines to sign that were asked for, else those of the template.
std::vector<SignatureLine> signature_lines(const Occasion& occasion);

}  // namespace amparo::exchange
