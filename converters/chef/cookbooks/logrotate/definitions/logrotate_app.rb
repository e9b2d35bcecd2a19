define :logrotate_app, enable: true, frequency: 'weekly', rotate: 4, options: %w(missingok compress delaycompress copytruncate notifempty) do
  lines = Array(params[:options])
  lines += [params[:frequency], "rotate #{params[:rotate]}"]
  lines << "create #{params[:create]}" if params[:create]
  body = "#{Array(params[:path]).map { |path| %("#{path}") }.join(' ')} {\n" + lines.map { |line| "  #{line}\n" }.join + "}\n"
  enabled = params[:enable]

  file "/etc/logrotate.d/#{params[:name]}" do
    content body
    mode '0644'
    owner 'root'
    group 'root'
    action enabled ? :create : :delete
  end
end
