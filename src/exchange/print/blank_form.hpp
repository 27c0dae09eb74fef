#pragma once

#include <vector>

#include "access/actor.hpp"
#include "exchange/print/request.hpp"
#include "exchange/print/sheet.hpp"
#include "exchange/print/words.hpp"

namespace amparo::exchange {

/// The wished forms of the record type that the actor may read, in the order of the navigation.
std::vector<const forms::Form*> blank_forms(const access::Actor& actor, const PrintRequest& request,
                                            const forms::Definitions& definitions);
/// The form to be filled in by hand: boxes for options, ruled lines for all else, some empty
/// entries for its subforms. What the server computes and what takes files is left out. Its square
/// code says which form in which version and language it is.
Chapter blank_chapter(const Words& words, const forms::Form& form,
                      const forms::Definitions& definitions);
/// The questions of the form alone.
std::vector<Block> blank_questions(const Words& words, const forms::Form& form,
                                   const forms::Definitions& definitions);
/// Who fills in a form, about which record, and when.
std::vector<Block> blank_heading(const Words& words);
/// The square code that names a form or template, in its version and language.
SquareCode blank_code(const Words& words, const forms::Definitions& definitions,
                      const std::string& name);

}  // namespace amparo::exchange
