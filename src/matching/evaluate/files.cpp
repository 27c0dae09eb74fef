#include "matching/evaluate/files.hpp"

#include <fstream>
#include <sstream>

#include "base/text.hpp"

namespace amparo::matching {

Result<std::string> read_text(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::stringstream text;
    if (stream) text << stream.rdbuf();
    std::error_code error;
    if (!stream || std::filesystem::is_directory(file, error)) {
        return refuse_field(Errc::not_found, file.string(), "errors.matching.no_file");
    }
    auto content = std::move(text).str();
    constexpr std::string_view mark = "\xEF\xBB\xBF";  // that other programs begin files with
    if (content.starts_with(mark)) content.erase(0, mark.size());
    return content;
}

Result<> write_text(const std::filesystem::path& file, std::string_view text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    if (!stream) return refuse_field(Errc::not_found, file.string(), "errors.matching.not_written");
    return {};
}

Result<> check_writable(const std::filesystem::path& file) {
    std::error_code error;
    const bool is_there = std::filesystem::exists(file, error);
    const std::ofstream stream(file, std::ios::binary | std::ios::app);
    if (!stream) return refuse_field(Errc::not_found, file.string(), "errors.matching.not_written");
    if (!is_there) std::filesystem::remove(file, error);
    return {};
}

std::string csv_field(const std::string& value) {
    if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
    std::string out = "\"";
    for (const char sign : value) out += sign == '"' ? std::string("\"\"") : std::string(1, sign);
    return out + "\"";
}

Result<std::vector<json::Object>> parse_lines(std::string_view text) {
    std::vector<json::Object> objects;
    std::size_t number = 0;
    for (auto line : text::split(text, '\n')) {
        ++number;
        if (text::trim(line).empty()) continue;
        auto object = json::parse_object(line);
        if (!object) {
            return refuse_field(Errc::malformed, std::to_string(number), "errors.matching.no_json");
        }
        objects.push_back(std::move(*object));
    }
    return objects;
}

}  // namespace amparo::matching
