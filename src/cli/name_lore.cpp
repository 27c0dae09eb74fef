#include "cli/name_lore.hpp"

#include <memory>

#include "matching/names/lexicon.hpp"

namespace amparo::cli {

Result<std::vector<index::Schema>> with_name_lore(std::vector<index::Schema> schemas,
                                                  const std::filesystem::path& directory) {
    AMPARO_TRY(auto loaded, matching::Lexicon::load(directory));
    const auto lexicon = std::make_shared<const matching::Lexicon>(std::move(loaded));
    for (auto& schema : schemas) {
        schema.name_lore = {
            .groups = [lexicon](std::string_view token) { return lexicon->groups_of(token); },
            .is_known = [lexicon](std::string_view token) { return lexicon->is_known(token); }};
    }
    return schemas;
}

}  // namespace amparo::cli
