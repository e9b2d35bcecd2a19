package 'python3-venv'
