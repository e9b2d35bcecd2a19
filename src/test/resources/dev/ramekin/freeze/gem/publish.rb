# Builds gems and the files of a gem server: publish.rb FOLDER < one JSON description a line.
# With "archive": false there is no .gem, only what describes it.
require 'rubygems/package'
require 'json'
require 'digest'
require 'fileutils'
require 'zlib'
require 'tmpdir'

root = File.expand_path(ARGV[0])
%w[info gems quick/Marshal.4.8].each { |it| FileUtils.mkdir_p "#{root}/#{it}" }
File.write "#{root}/index.html", "a gem server\n"

$stdin.each_line do |line|
  wanted = JSON.parse line
  spec = Gem::Specification.new do |s|
    s.name = wanted['name']
    s.version = wanted['version']
    s.platform = wanted['platform'] if wanted['platform']
    s.summary = s.description = "test gem #{s.name}"
    s.authors = ['us']
    s.licenses = ['MIT']
    s.homepage = 'http://127.0.0.1'
    s.required_ruby_version = wanted['ruby'].split(',') if wanted['ruby']
    s.required_rubygems_version = wanted['rubygems'].split(',') if wanted['rubygems']
    s.files = (wanted['files'] || {}).keys
    s.executables = wanted['executables'] || []
    s.bindir = 'bin'
    s.extensions = wanted['extensions'] || []
    (wanted['dependencies'] || {}).each { |name, req| s.add_runtime_dependency name, *req.split(',') }
  end
  full = spec.full_name
  if wanted['archive'] == false
    checksum = Digest::SHA256.hexdigest full
  else
    Dir.mktmpdir do |work|
      Dir.chdir(work) do
        wanted['files'].each do |path, text|
          FileUtils.mkdir_p File.dirname(path)
          File.write path, text
          File.chmod 0o755, path if path.start_with? 'bin/'
        end
        ENV['SOURCE_DATE_EPOCH'] = '315619200'
        Gem::DefaultUserInteraction.use_ui(Gem::SilentUI.new) do
          Gem::Package.build spec, true, false, "#{root}/gems/#{full}.gem"
        end
      end
    end
    checksum = Digest::SHA256.file("#{root}/gems/#{full}.gem").hexdigest
  end
  File.binwrite "#{root}/quick/Marshal.4.8/#{full}.gemspec.rz", Zlib::Deflate.deflate(Marshal.dump(spec))
  info = "#{root}/info/#{spec.name}"
  File.write info, "---\n" unless File.exist? info
  list = ->(req) { req.requirements.map { |op, version| "#{op} #{version}" }.sort.join('&') }
  version = spec.platform == 'ruby' ? spec.version.to_s : "#{spec.version}-#{spec.platform}"
  needs = spec.runtime_dependencies.sort_by(&:name).map { |it| "#{it.name}:#{list.(it.requirement)}" }.join(',')
  more = ["checksum:#{checksum}"]
  more << "ruby:#{list.(spec.required_ruby_version)}" unless spec.required_ruby_version.none?
  more << "rubygems:#{list.(spec.required_rubygems_version)}" unless spec.required_rubygems_version.none?
  File.write info, "#{version} #{needs}|#{more.join(',')}\n", mode: 'a'
end
