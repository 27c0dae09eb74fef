#include "cli/config_file.hpp"

#include <fstream>
#include <sstream>

namespace amparo::cli {

Result<json::Object> read_config_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return refuse_field(Errc::invalid, file.string(), MessageKey{"cli.no_such_file"});
    std::ostringstream text;
    text << stream.rdbuf();
    return json::parse_object(text.str());
}

}  // namespace amparo::cli
