# What `gem install` would install: resolve.rb SERVER < lines "NAME REQUIREMENT[,REQUIREMENT]"; a line of JSON each.
require 'json'
require 'rubygems/dependency_installer'

Gem.sources = [ARGV[0]]
$stdin.each_line(chomp: true) do |line|
  name, words = line.split(' ', 2)
  requirement = Gem::Requirement.new(words.split(','))
  installer = Gem::DependencyInstaller.new(Gem::DependencyInstaller::DEFAULT_OPTIONS.merge(domain: :remote))
  answer =
    begin
      set = installer.resolve_dependencies(name, requirement)
      { gems: set.sorted_requests.reject(&:installed?).map(&:full_name) }
    rescue Gem::Exception, Gem::Resolver::Molinillo::ResolverError, NoMethodError => error # its reporter fails on some conflicts
      { error: error.class.name }
    end
  puts answer.to_json
  $stdout.flush
end
